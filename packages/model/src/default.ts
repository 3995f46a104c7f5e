import { type SqlText } from "./sqlText.ts";
import { type QualifiedName } from "./name.ts";
import { type SequenceOptions, type SequenceType } from "./sequence.ts";

/** A value that every SQL dialect writes by itself, and that a revision file shows as it is. */
export type LiteralValue = string | number | boolean;

/** `'new'`, `0`, `true`; `canonical` is what the server made of it, such as `'new'::character varying`. */
export interface LiteralDefault {
  readonly kind: "literal";
  readonly value: LiteralValue;
  readonly canonical?: string;
}

/** `now()`, `'{}'::jsonb`, `nextval('orders_no')`. */
export interface ExpressionDefault extends SqlText {
  readonly kind: "expression";
}

/**
 * PostgreSQL's `serial`: the next value of a sequence that the column owns. The sequence's name is kept only where it is
 * not `table_column_seq`, and never compared (it survives a rename of its table).
 */
export interface SerialDefault {
  readonly kind: "serial";
  readonly sequence?: QualifiedName;
  readonly options?: SequenceOptions;
  /** That of its sequence. */
  readonly comment?: string;
  /** What it counts in, where a change of the column does not say the column's type. */
  readonly type?: SequenceType;
}

export type Default = LiteralDefault | ExpressionDefault | SerialDefault;
