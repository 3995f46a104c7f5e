import { type Table } from "./table.ts";

/**
 * What of a changed or deleted row is sent to those who replicate the table (REPLICA IDENTITY); absent: the columns of its primary
 * key. The index is one over columns without NULLs that no two rows share, of its own or behind a key.
 */
export type ReplicaIdentity = "full" | "nothing" | { readonly index: string };

/** For what a table uses one of its indexes, beside finding rows. */
export interface IndexUses {
  readonly replicaIdentity?: ReplicaIdentity;
  /** The index by which CLUSTER sorts the rows. */
  readonly clusterOn?: string;
}

/** The names of the indexes of a table, of its own or behind a constraint, in the order in which they stand there. */
export function indexNames({ primaryKey, uniques, exclusions, indexes }: Table): readonly string[] {
  const keys = primaryKey === undefined ? [] : [primaryKey];
  return [...keys, ...uniques, ...exclusions, ...indexes].map(({ name }) => name);
}

/** The uses with each index under the name that it is given; those of an index that is given none are left out. */
export function renameUses(
  { replicaIdentity, clusterOn }: IndexUses,
  nameOf: (index: string) => string | undefined,
): IndexUses {
  const identity = typeof replicaIdentity === "object" ? nameOf(replicaIdentity.index) : undefined;
  const cluster = clusterOn === undefined ? undefined : nameOf(clusterOn);
  return {
    ...(typeof replicaIdentity === "string" ? { replicaIdentity } : {}),
    ...(identity === undefined ? {} : { replicaIdentity: { index: identity } }),
    ...(cluster === undefined ? {} : { clusterOn: cluster }),
  };
}
