import { type QualifiedName } from "@limbeck/model";

/** What a reviewer must know of an operation. Codes are stable; findings are built on them. */
export interface Hazard {
  readonly code: HazardCode;
  /** One sentence without a full stop, for a comment in the file and a line in the summary. */
  readonly message: string;
  /** Where that is which goes, where it can be counted: in all of these places together. */
  readonly loses?: readonly Holder[];
}

/** What holds something that can be counted: rows, values, rows with certain values, a number that was reached. */
export type Holder =
  | { readonly kind: "table"; readonly table: QualifiedName }
  | { readonly kind: "column"; readonly table: QualifiedName; readonly column: string }
  | EnumHolder
  | { readonly kind: "attribute"; readonly type: QualifiedName; readonly attribute: string }
  | { readonly kind: "sequence"; readonly sequence: QualifiedName };

/** A column with rows that hold some of the values of an enum type, by themselves or in arrays. */
export interface EnumHolder {
  readonly kind: "enumValues";
  readonly type: QualifiedName;
  readonly values: readonly string[];
  readonly table: QualifiedName;
  readonly column: string;
  readonly array?: true;
}

/** Operations that lose data say so; `fails-on-…` ones stop on a table whose rows do not fit; `opens-rows` and
 * `hides-rows` change who may see which rows; `rewrites-table` keeps everyone out while each row is written anew; `rounds-values` takes from values what the new type has no room for, without an error; `reads-in-time-zone` depends on a setting of the session. */
export type HazardCode =
  | "loses-table"
  | "loses-column"
  | "loses-enum-value"
  | "loses-sequence-position"
  | "empties-on-crash"
  | "rewrites-table"
  | "rounds-values"
  | "reads-in-time-zone"
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
