import { type Table } from "@limbeck/model";

/** Two texts of which the server may have to say whether they mean the same. */
export interface Pair {
  /** In words, for people: `check price_positive on orders`. */
  readonly where: string;
  readonly slot: Slot;
  /** The table as the database has it. */
  readonly table: Table;
  /** What the models say, in the author's words. */
  readonly written: string;
  /** What the database says, in the server's. */
  readonly canonical: string;
}

/** What a text is to the server. */
export type Slot =
  | { readonly kind: "type" }
  /** A check, a predicate, a generated column's or an index's expression. */
  | { readonly kind: "expression" }
  /** `type` is the column's, to which the server casts the value. */
  | { readonly kind: "default"; readonly type: string }
  /** A body in standard SQL; `head` is what stands between the name and it. */
  | { readonly kind: "body"; readonly name: string; readonly head: string }
  /** When a trigger fires. */
  | { readonly kind: "condition" }
  /** `element` is what the operator class orders, as SQL. */
  | { readonly kind: "operatorClass"; readonly method: string; readonly element: string }
  /** `element` is what is sorted by the collation, and `rows` what a table behind CREATE TABLE has, so that it can stand there. */
  | { readonly kind: "collation"; readonly element: string; readonly rows: Rows };

/** One for each text of a pair: the models' columns may have other collations than the database's. */
export type Rows = Readonly<Record<"written" | "canonical", string>>;

/** What is known of a pair. */
export type Verdict =
  | { readonly kind: "equal" }
  /** `canonical`: the model's text in the server's words, where the server gave them. */
  | { readonly kind: "different"; readonly canonical?: string }
  | { readonly kind: "unverified" };

/** Equal for pairs that ask the same. */
export function pairKey({ slot, table, written, canonical }: Pair): string {
  return JSON.stringify([slot, table.schema, table.name, written, canonical]);
}
