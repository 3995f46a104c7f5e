import { attach, attachTo } from "./attach.ts";
import { either, options, text as INDEX, word } from "./kind.ts";
import { parameters as PARAMETERS, table as isTable } from "./kinds.ts";
import { checkValue } from "./options.ts";

/**
 * Says how full pages are to be, how eagerly a table is vacuumed, …: the storage parameters of a table, those of its TOAST table with
 * `toast.` in front, or, around a primary key or a unique constraint, of the index behind it.
 *
 *     export const events = storageParameters(pgTable("events", { … }), { fillfactor: 70, autovacuum_enabled: false });
 *
 * The target is given back as it came. Drizzle itself can say those of an index: `index().on(…).with({ fillfactor: 70 })`.
 */
export function storageParameters<T extends object>(
  target: T,
  parameters: Readonly<Record<string, string | number | boolean>>,
): T {
  checkValue("What storageParameters() says", parameters, PARAMETERS);
  return attachTo(target, "constraint", { with: parameters });
}

/**
 * Says that a table, or from PostgreSQL 15 on a sequence, is kept out of the write-ahead log: fast, and empty after a crash.
 *
 *     export const sessions = unlogged(pgTable("sessions", { … }));
 */
export function unlogged<T extends object>(target: T): T {
  return attach(target, "unlogged", true);
}

/**
 * Says what of a changed or deleted row is sent to those who replicate the table: all of it (`"full"`), nothing, or the columns of an
 * index, which no two rows share and which have no NULLs. A table without it sends the columns of its primary key.
 *
 *     export const tasks = replicaIdentity(pgTable("tasks", { … }), { index: "tasks_number_key" });
 */
export function replicaIdentity<T extends object>(
  table: T,
  identity: "full" | "nothing" | { readonly index: string },
): T {
  checkValue("What replicaIdentity() stands around", table, isTable);
  checkValue("What replicaIdentity() says", identity, IDENTITY);
  return attach(table, "replicaIdentity", identity);
}

/**
 * Says by which index `CLUSTER` sorts the rows of a table.
 *
 *     export const visits = clusterOn(pgTable("visits", { … }, (t) => [index("by_day").on(t.day)]), "by_day");
 */
export function clusterOn<T extends object>(table: T, index: string): T {
  checkValue("What clusterOn() stands around", table, isTable);
  checkValue("What clusterOn() says", index, INDEX);
  return attach(table, "clusterOn", index);
}

const IDENTITY = either(word("full", "nothing"), options({ index: INDEX }, ["index"]));
