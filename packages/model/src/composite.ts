import { type QualifiedName } from "./name.ts";
import { type SqlText } from "./sqlText.ts";

/** A composite type of its own; the type of a table's rows is none. The order of its attributes is that of `ROW(…)`. */
export interface Composite extends QualifiedName {
  readonly attributes: readonly Attribute[];
  readonly comment?: string;
}

export interface Attribute {
  readonly name: string;
  /** The type with its arguments and brackets, as a column says it. */
  readonly type: SqlText;
  /** As a column says it. Absent: what the type brings. */
  readonly collation?: string;
  readonly comment?: string;
}
