import {
  type Connection,
  onDialect,
  type PostgresConnection,
  type SqliteConnection,
} from "@limbeck/database";
import { type QualifiedName } from "@limbeck/model";
import { quoteTable } from "@limbeck/operations";

/**
 * Takes all rows out of tables of a scratch database, with neither triggers nor foreign keys in the way, as far as the role may
 * switch them off. Throws what the server says of the last one that keeps its rows.
 */
export async function clearRows(connection: Connection, tables: readonly QualifiedName[]): Promise<void> {
  if (tables.length === 0) return;
  const restore = await onDialect(connection, { postgres: withoutTriggers, sqlite: withoutForeignKeys });
  try {
    await deleteAll(connection, tables);
  } finally {
    if (restore !== undefined) await connection.execute(restore);
  }
}

/** All at once, else one by one: a row that another one points at goes after that one. */
async function deleteAll(connection: Connection, tables: readonly QualifiedName[]): Promise<void> {
  const deletions = tables.map((table) => `DELETE FROM ${quoteTable(connection.dialect, table)}`);
  if ((await refusalOf(connection, deletions.join(";\n"))) === undefined) return;
  const full: QualifiedName[] = [];
  let refusal: unknown;
  for (const [at, table] of tables.entries()) {
    const refused = await refusalOf(connection, deletions[at] ?? "");
    if (refused !== undefined) full.push(table);
    refusal = refused ?? refusal;
  }
  if (full.length === tables.length) throw refusal;
  if (full.length > 0) await deleteAll(connection, full);
}

async function refusalOf(connection: Connection, sql: string): Promise<unknown> {
  try {
    await connection.execute(sql);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Gives the statement that switches them on again; none, where only a superuser may. */
async function withoutTriggers(connection: PostgresConnection): Promise<string | undefined> {
  try {
    await connection.execute("SET session_replication_role = replica");
    return "RESET session_replication_role";
  } catch {
    return undefined;
  }
}

async function withoutForeignKeys(connection: SqliteConnection): Promise<string> {
  const [{ foreign_keys: on } = {}] = await connection.query("PRAGMA foreign_keys");
  await connection.execute("PRAGMA foreign_keys = OFF");
  return `PRAGMA foreign_keys = ${on === 1 ? "ON" : "OFF"}`;
}
