import { type Table } from "@limbeck/model";

/** What a text is for: it decides how it is compared. */
export type Slot = "default" | "expression" | "indexElement" | "query" | "statements";

/** A text of the models beside that of the database in the same place. */
export interface Pair {
  /** In words: `check price_positive on orders`. */
  readonly where: string;
  readonly slot: Slot;
  /** The table whose columns the texts name; none for a query. */
  readonly table: Table | undefined;
  readonly written: string;
  readonly canonical: string;
}

export type Verdict = "equal" | "different" | "unverified";

/** Equal for pairs that get the same answer. */
export function pairKey({ slot, table, written, canonical }: Pair): string {
  return JSON.stringify([slot, table?.name, written, canonical]);
}

/** Says the canonical text of the model's side of a pair. */
export type Judge = (pair: Pair) => string;
