import { type Connection } from "@limbeck/database";
import {
  type DetachEffect,
  type Effect,
  type IndexEffect,
  quoteName,
  type ReindexEffect,
} from "@limbeck/operations";
import { type QualifiedName, showName } from "@limbeck/model";

/**
 * What was found before a statement outside a transaction: that an earlier run did it (`done`), that a half of it was left, which was
 * finished now (`finished`), or that something was left that was cleared away, so that it can be done again (`cleared`).
 */
export type Settled =
  | { readonly kind: "done" }
  | { readonly kind: "finished"; readonly partition: string }
  | { readonly kind: "cleared"; readonly indexes: readonly string[] };

/**
 * Looks at what a statement makes or takes away, before it does so. What an interrupted one has left is dropped, or finished. That it has
 * taken effect already can be only where an earlier run was cut off (`inDoubt`).
 */
export async function settleEffect(
  connection: Connection,
  effect: Effect,
  inDoubt: boolean,
): Promise<Settled | undefined> {
  switch (effect.kind) {
    case "indexBuilt":
    case "indexDropped":
      return settleIndex(connection, effect, inDoubt);
    case "reindexed":
      return cleared(connection, await leftByReindex(connection, effect));
    case "detached":
      return settleDetach(connection, effect, inDoubt);
  }
}

/** What a statement that failed has left, in words. */
export async function leftBehind(connection: Connection, effect: Effect): Promise<readonly string[]> {
  switch (effect.kind) {
    case "indexBuilt":
    case "indexDropped":
      return (await findIndex(connection, effect)) === "invalid" ? [invalid(effect.index.name)] : [];
    case "reindexed":
      return (await leftByReindex(connection, effect)).map(({ name }) => invalid(name));
    case "detached":
      return (await findPartition(connection, effect)) === "pending"
        ? [`the partition ${showName(effect.partition)} half detached, which the next run finishes`]
        : [];
  }
}

function invalid(index: string): string {
  return `an invalid index ${index}, which the next run drops`;
}

async function settleIndex(
  connection: Connection,
  effect: IndexEffect,
  inDoubt: boolean,
): Promise<Settled | undefined> {
  const found = await findIndex(connection, effect);
  if (effect.kind === "indexDropped") return inDoubt && found === "none" ? { kind: "done" } : undefined;
  if (found === "valid") return inDoubt ? { kind: "done" } : undefined;
  return found === "none" ? undefined : cleared(connection, [effect.index]);
}

async function cleared(
  connection: Connection,
  indexes: readonly QualifiedName[],
): Promise<Settled | undefined> {
  for (const index of indexes)
    await connection.execute(`DROP INDEX CONCURRENTLY IF EXISTS ${quoteName(index)}`);
  return indexes.length === 0 ? undefined : { kind: "cleared", indexes: indexes.map(({ name }) => name) };
}

/** What there is of an index: nothing, a whole one, or what a build left that did not end. */
async function findIndex(
  connection: Connection,
  { index }: IndexEffect,
): Promise<"none" | "valid" | "invalid"> {
  const [row] = await connection.query<{ valid: boolean }>(
    // That of a partitioned table is invalid until each partition has its own: nothing was interrupted there.
    `SELECT indisvalid AND indisready AND indislive AS valid FROM pg_index JOIN pg_class ON oid = indexrelid
      WHERE relkind = 'i' AND oid = to_regclass($1)`,
    [quoteName(index)],
  );
  if (row === undefined) return "none";
  return row.valid ? "valid" : "invalid";
}

/** Which tables a REINDEX goes over, by what `$1` names. */
const REINDEXED = {
  index: "i.indrelid = (SELECT indrelid FROM pg_index WHERE indexrelid = to_regclass($1))",
  table: "i.indrelid IN (SELECT to_regclass($1) UNION SELECT relid FROM pg_partition_tree(to_regclass($1)))",
  schema: "t.relnamespace = to_regnamespace($1)",
  database: "$1::text IS NULL",
} satisfies Record<ReindexEffect["of"], string>;

/** The indexes that a REINDEX CONCURRENTLY makes and takes away again, by the names that the server gives them (manual, REINDEX). */
async function leftByReindex(
  connection: Connection,
  { of, name }: ReindexEffect,
): Promise<readonly QualifiedName[]> {
  return connection.query<{ schema: string; name: string }>(
    // The server keeps those of its own tables to itself.
    `SELECT n.nspname AS schema, c.relname AS name
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT i.indisvalid AND c.relkind = 'i' AND c.relname ~ '_cc(new|old)[0-9]*$'
        AND n.nspname !~ '^pg_' AND ${REINDEXED[of]}
      ORDER BY 1, 2`,
    [name === undefined ? null : quoteName(name)],
  );
}

async function settleDetach(
  connection: Connection,
  effect: DetachEffect,
  inDoubt: boolean,
): Promise<Settled | undefined> {
  const found = await findPartition(connection, effect);
  if (found === "none") return inDoubt ? { kind: "done" } : undefined;
  if (found === "attached") return undefined;
  const { table, partition } = effect;
  await connection.execute(
    `ALTER TABLE ${quoteName(table)} DETACH PARTITION ${quoteName(partition)} FINALIZE`,
  );
  return { kind: "finished", partition: showName(partition) };
}

async function findPartition(
  connection: Connection,
  { table, partition }: DetachEffect,
): Promise<"none" | "attached" | "pending"> {
  const [row] = await connection.query<{ pending: boolean }>(
    `SELECT inhdetachpending AS pending FROM pg_inherits
      WHERE inhparent = to_regclass($1) AND inhrelid = to_regclass($2)`,
    [quoteName(table), quoteName(partition)],
  );
  if (row === undefined) return "none";
  return row.pending ? "pending" : "attached";
}
