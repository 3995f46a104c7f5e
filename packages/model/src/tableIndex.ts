import { type Named } from "./constraint.ts";
import { type Divided } from "./indexPart.ts";
import { type Placed } from "./placed.ts";
import { type SqlText } from "./sqlText.ts";

/** What one position of an index sorts by. */
export interface IndexOptions {
  /** Absent: ascending. */
  readonly order?: "desc";
  /** Absent: last when ascending, first when descending, as PostgreSQL does. */
  readonly nulls?: "first" | "last";
  /** Absent: the default operator class of the type and method. May carry parameters: `gist_trgm_ops(siglen=32)`. */
  readonly operatorClass?: string;
  readonly collation?: string;
}

export interface IndexColumn extends IndexOptions {
  readonly kind: "column";
  readonly column: string;
}

export interface IndexExpression extends IndexOptions {
  readonly kind: "expression";
  readonly expression: SqlText;
}

export type IndexElement = IndexColumn | IndexExpression;

/** An index of its own; the one behind a constraint belongs to the constraint. */
export interface Index extends Named, Divided, Placed {
  readonly unique: boolean;
  /** Absent: btree. */
  readonly method?: string;
  readonly elements: readonly IndexElement[];
  readonly include?: readonly string[];
  readonly nullsNotDistinct?: true;
  /** Storage parameters, `fillfactor=70`. */
  readonly with?: Readonly<Record<string, string>>;
  readonly where?: SqlText;
  /** PostgreSQL: how much ANALYZE learns of an expression, by its position from 1 on; absent: `default_statistics_target`. */
  readonly statistics?: Readonly<Record<string, number>>;
}
