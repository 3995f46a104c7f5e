import { type Connection } from "@limbeck/database";
import { type Schema, type Table } from "@limbeck/model";

import { sharedTables } from "../seededRows.ts";

/** The tables whose rows have to stay, and whether these have to keep their rowids. */
export type KeptTables = ReadonlyMap<string, { readonly rowids: boolean }>;

/**
 * Puts two rows into each table that has the same columns on both sides, as far as both databases take them: what one of them refuses is
 * no row that a change could carry over. Foreign keys find their rows because the values of a row follow from its number.
 */
export async function seedSqlite(
  [left, right]: readonly [Connection, Connection],
  [a, b]: readonly [Schema, Schema],
): Promise<KeptTables> {
  const names = new Set(sharedTables(a, b).map(({ name }) => name));
  const tables = a.tables.filter((table) => names.has(`"public".${quote(table.name)}`));
  const open = new Set(tables.flatMap((table) => [1, 2].map((at) => insertOf(table, at))));
  for (let before = -1; before !== open.size && open.size > 0;) {
    before = open.size;
    for (const sql of open) if (await takenByBoth(left, right, sql)) open.delete(sql);
  }
  const others = new Map(b.tables.map((table) => [table.name, table]));
  return new Map(
    tables.map((table) => [table.name, { rowids: rowidOf(table) === rowidOf(others.get(table.name)) }]),
  );
}

/** What the rowid of a table is: a column, something of its own, or nothing. */
function rowidOf(table: Table | undefined): string | undefined {
  if (table?.withoutRowid === true) return undefined;
  const [key, ...more] = table?.primaryKey?.columns ?? [];
  const type = table?.columns.find(({ name }) => name === key)?.type.canonical;
  return more.length === 0 && type === "integer" ? key : "";
}

async function takenByBoth(left: Connection, right: Connection, sql: string): Promise<boolean> {
  const taken = (await takes(left, sql)) && (await takes(right, sql));
  for (const connection of [left, right])
    await connection.execute(taken ? "COMMIT" : "ROLLBACK").catch(() => undefined);
  return taken;
}

/** Leaves the transaction open. A row that a constraint drops without a word is none. */
async function takes(connection: Connection, sql: string): Promise<boolean> {
  try {
    await connection.execute("BEGIN");
    await connection.execute(sql);
    const [changed] = await connection.query("SELECT changes() AS n");
    const broken = await connection.query("PRAGMA foreign_key_check");
    return changed?.["n"] === 1 && broken.length === 0;
  } catch {
    return false;
  }
}

function insertOf({ name, columns }: Table, at: number): string {
  const given = columns.filter(({ generated }) => generated === undefined);
  const values = given.map(({ type }) => valueOf(type.canonical ?? "", at));
  return `INSERT INTO ${quote(name)} (${given.map((column) => quote(column.name)).join(", ")}) VALUES (${values.join(", ")})`;
}

function valueOf(type: string, at: number): string {
  if (type === "blob") return `x'000${at}'`;
  return /int|real|decimal|bool/.test(type) ? String(at) : `'text ${at}'`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
