import { type QualifiedName } from "@limbeck/model";

/** What a reviewer must know of an operation. Codes are stable; findings are built on them. */
export interface Hazard {
  readonly code: HazardCode;
  /** One sentence without a full stop, for a comment in the file and a line in the summary. */
  readonly message: string;
  /** What goes with all that it holds, where that can be counted. */
  readonly loses?: Holder;
}

/** A table, which holds rows, or a column, which holds values. */
export interface Holder {
  readonly table: QualifiedName;
  readonly column?: string;
}

/** Operations that lose data say so; `fails-on-…` ones stop on a table whose rows do not fit; `opens-rows` and
 * `hides-rows` change who may see which rows; `rewrites-table` keeps everyone out while each row is written anew. */
export type HazardCode =
  | "loses-table"
  | "loses-column"
  | "loses-enum-value"
  | "loses-sequence-position"
  | "empties-on-crash"
  | "rewrites-table"
  | "drops-collation"
  | "drops-rights"
  | "fails-on-owned"
  | "opens-rows"
  | "hides-rows"
  | "fails-on-rows"
  | "fails-on-nulls"
  | "fails-on-duplicates"
  | "fails-on-values";

export function losesData(hazard: Hazard): boolean {
  return hazard.code.startsWith("loses-");
}
