import { type QualifiedName } from "./name.ts";
import { type SqlText } from "./sqlText.ts";
import { type IndexColumn, type IndexExpression, type IndexOptions } from "./tableIndex.ts";

export type PartitionStrategy = "range" | "list" | "hash";

/** One position of a partition key. */
export type PartitionElement = Pick<IndexOptions, "operatorClass" | "collation"> &
  (Pick<IndexColumn, "kind" | "column"> | Pick<IndexExpression, "kind" | "expression">);

/** By what a table divides its rows among its partitions (PARTITION BY). */
export interface PartitionKey {
  readonly strategy: PartitionStrategy;
  readonly elements: readonly PartitionElement[];
}

/**
 * Which rows a partition holds (FOR VALUES). A value is SQL as the server prints it in a bound: without a cast, `'2026-01-01'`,
 * `7`, `NULL`, `MINVALUE`.
 */
export type PartitionBound =
  | { readonly kind: "range"; readonly from: readonly SqlText[]; readonly to: readonly SqlText[] }
  | { readonly kind: "list"; readonly values: readonly SqlText[] }
  | { readonly kind: "hash"; readonly modulus: number; readonly remainder: number }
  /** Whatever no other partition holds. */
  | { readonly kind: "default" };

/** Of which table a partition is a part, and of which rows. */
export interface PartitionOf {
  readonly table: QualifiedName;
  readonly bound: PartitionBound;
}
