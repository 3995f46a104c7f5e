import { type Index, type IndexUses, type PrimaryKey, type Unique } from "@limbeck/model";
import fc from "fast-check";

import { type MadeColumn } from "./column.ts";
import { maybe, seed } from "./name.ts";
import { pick } from "./pick.ts";
import { isPlainUnique } from "./tableIndex.ts";

export interface IndexUsesRecipe {
  /** A word, or the number of an index. */
  readonly identity?: "full" | "nothing" | number | undefined;
  readonly cluster?: number | undefined;
}

export const indexUsesRecipe: fc.Arbitrary<IndexUsesRecipe> = fc.record({
  identity: maybe(fc.oneof(fc.constantFrom("full" as const, "nothing" as const), seed)),
  cluster: maybe(seed),
});

interface Indexed {
  readonly primaryKey: PrimaryKey | undefined;
  readonly uniques: readonly Unique[];
  readonly indexes: readonly Index[];
  readonly columns: readonly MadeColumn[];
}

/** What the server takes for each use: some of its rules are stricter than here. */
export function makeIndexUses({ identity, cluster }: IndexUsesRecipe, table: Indexed): IndexUses {
  const index = typeof identity === "number" ? pick(identity, identities(table), (name) => name) : undefined;
  const order = cluster === undefined ? undefined : pick(cluster, clusters(table), (name) => name);
  return {
    ...(typeof identity === "string" ? { replicaIdentity: identity } : {}),
    ...(index === undefined ? {} : { replicaIdentity: { index } }),
    ...(order === undefined ? {} : { clusterOn: order }),
  };
}

/** Unique, checked at once, of all rows, and without NULLs. */
function identities({ primaryKey, uniques, indexes, columns }: Indexed): readonly string[] {
  const filled = new Set(columns.filter(({ column }) => !column.nullable).map(({ name }) => name));
  const keys = [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques]
    .filter((key) => key.deferrable === undefined && key.columns.every((column) => filled.has(column)))
    .map(({ name }) => name);
  const plain = indexes
    .filter(isPlainUnique)
    .filter(({ elements }) => elements.every((one) => one.kind === "column" && filled.has(one.column)));
  return [...keys, ...plain.map(({ name }) => name)];
}

/** Of all rows, by a method that has an order. */
function clusters({ primaryKey, uniques, indexes }: Indexed): readonly string[] {
  const keys = [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques];
  const sorted = indexes.filter(({ method, where }) => method === undefined && where === undefined);
  return [...keys, ...sorted].map(({ name }) => name);
}
