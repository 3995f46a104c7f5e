import { type Connection } from "@limbeck/database";
import { type Schema, type Table } from "@limbeck/model";

import { sharedTables } from "../seededRows.ts";

/** The names of the tables whose rows have to stay, on the one side and the other, and whether these have to keep their rowids. */
export interface KeptTables {
  readonly left: ReadonlyMap<string, Kept>;
  readonly right: ReadonlyMap<string, Kept>;
}

export interface Kept {
  readonly rowids: boolean;
}

/** The schemas of both sides, and the left one under the names of the right one. */
export interface Sides {
  readonly a: Schema;
  readonly renamed: Schema;
  readonly b: Schema;
}

/**
 * Puts two rows into each table that has the same columns on both sides, as far as both databases take them: what one of them refuses is
 * no row that a change could carry over. Foreign keys find their rows because the values of a row follow from its number.
 */
export async function seedSqlite(
  [left, right]: readonly [Connection, Connection],
  { a, renamed, b }: Sides,
): Promise<KeptTables> {
  const names = new Set(sharedTables(renamed, b).map(({ name }) => name));
  const others = new Map(b.tables.map((table) => [table.name, table]));
  const tables = a.tables.flatMap((old, place) => {
    const table = renamed.tables[place];
    if (table === undefined || !names.has(`"public".${quote(table.name)}`)) return [];
    return [{ old, table, rowids: rowidOf(table) === rowidOf(others.get(table.name)) }];
  });
  const open = new Set(
    tables.flatMap(({ old, table }) => [1, 2].map((at) => [insertOf(old, at), insertOf(table, at)] as const)),
  );
  for (let before = -1; before !== open.size && open.size > 0;) {
    before = open.size;
    for (const rows of open) if (await takenByBoth([left, right], rows)) open.delete(rows);
  }
  return {
    left: new Map(tables.map(({ old, rowids }) => [old.name, { rowids }])),
    right: new Map(tables.map(({ table, rowids }) => [table.name, { rowids }])),
  };
}

/** What the rowid of a table is: a column, something of its own, or nothing. */
function rowidOf(table: Table | undefined): string | undefined {
  if (table?.withoutRowid === true) return undefined;
  const [key, ...more] = table?.primaryKey?.columns ?? [];
  const type = table?.columns.find(({ name }) => name === key)?.type.canonical;
  return more.length === 0 && type === "integer" ? key : "";
}

async function takenByBoth(
  [left, right]: readonly [Connection, Connection],
  [old, now]: readonly [string, string],
): Promise<boolean> {
  const taken = (await takes(left, old)) && (await takes(right, now));
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
