import { type Connection } from "@limbeck/database";
import { isPartition, nameKey, partitionsOf, sameValue, type Schema, type Table } from "@limbeck/model";

/** A table that has the same columns on both sides, but for those that are computed. */
interface Shared {
  /** As SQL writes it. */
  readonly name: string;
  readonly columns: readonly string[];
  /** Whether the two sides divide it otherwise, so that its rows are in partitions of the one side alone. */
  readonly otherwise: boolean;
}

/** The tables whose rows must come through a change from the one schema to the other. */
export function sharedTables(a: Schema, b: Schema): readonly Shared[] {
  const others = new Map(b.tables.map((table) => [nameKey(table), table]));
  return a.tables.flatMap((table) => {
    const other = others.get(nameKey(table));
    if (other === undefined || shapeOf(table) !== shapeOf(other)) return [];
    return isSplit(table, a, b) || isSplit(table, b, a) || isInOtherwise(table, a, others)
      ? []
      : [shared(table, isOtherwise(table, other))];
  });
}

function isOtherwise(table: Table, other: Table): boolean {
  return !sameValue(table.partitionBy, other.partitionBy);
}

/** Whether some of its partitions are no part of it on the other side, where they keep their rows. */
function isSplit(table: Table, side: Schema, other: Schema): boolean {
  const there = new Set(partitionsOf(table, other.tables).map(nameKey));
  const names = new Set(other.tables.map(nameKey));
  return partitionsOf(table, side.tables).some((one) => names.has(nameKey(one)) && !there.has(nameKey(one)));
}

/** Whether it is a part of a table that the other side divides otherwise, whose rows may be in another part there. */
function isInOtherwise(table: Table, side: Schema, others: ReadonlyMap<string, Table>): boolean {
  if (!isPartition(table)) return false;
  const above = side.tables.find((one) => nameKey(one) === nameKey(table.partitionOf.table));
  const other = above === undefined ? undefined : others.get(nameKey(above));
  if (above === undefined || other === undefined) return false;
  return isOtherwise(above, other) || isInOtherwise(above, side, others);
}

function shapeOf({ columns }: Table): string {
  return JSON.stringify(
    columns.map(({ name, type, generated }) => [name, type.canonical, generated !== undefined]).sort(),
  );
}

function shared({ schema = "public", name, columns }: Table, otherwise: boolean): Shared {
  const given = columns.filter(({ generated }) => generated === undefined);
  return {
    name: `${quote(schema)}.${quote(name)}`,
    columns: given.map((column) => quote(column.name)),
    otherwise,
  };
}

/** Rows of the shared tables, as sorted lines; a value that a composite type has got meanwhile is NULL, and not there. */
export async function rowsOf(connection: Connection, tables: readonly Shared[]): Promise<readonly string[]> {
  if (tables.length === 0) return [];
  const asked = tables.map(
    ({ name, columns, otherwise }) =>
      `SELECT '${name.replaceAll("'", "''")} ' || jsonb_strip_nulls(to_jsonb(t))::text AS line FROM (SELECT ${columns.join(", ")} FROM ${otherwise ? "" : "ONLY "}${name}) t`,
  );
  const found = await connection.query<{ line: string }>(asked.join(" UNION ALL "));
  return found.map(({ line }) => line).sort();
}

/**
 * Puts two rows into each shared table that has none, those that both databases take: what one of them refuses is no row that a change could
 * carry over. Foreign keys find their rows because all keys are 1 in the first and 2 in the second.
 */
export async function seedRows(
  [left, right]: readonly [Connection, Connection],
  tables: readonly Shared[],
): Promise<void> {
  const full = new Set((await rowsOf(left, tables)).map((line) => line.slice(0, line.indexOf(" {"))));
  const empty = tables.filter(({ name, columns }) => columns.length > 0 && !full.has(name));
  const open = new Set(empty.flatMap((table) => [1, 2].map((at) => ({ table, at }))));
  for (let before = -1; before !== open.size && open.size > 0;) {
    before = open.size;
    for (const one of open) if (await takenByBoth(left, right, one)) open.delete(one);
  }
}

async function takenByBoth(
  left: Connection,
  right: Connection,
  { table, at }: { readonly table: Shared; readonly at: number },
): Promise<boolean> {
  for (const onlyNeeded of [false, true]) {
    const inserts = [
      await insertOf(left, table, at, onlyNeeded),
      await insertOf(right, table, at, onlyNeeded),
    ];
    const [sql] = inserts;
    if (sql === undefined || sql !== inserts[1]) continue;
    const taken = (await takes(left, sql)) && (await takes(right, sql));
    for (const connection of [left, right]) await connection.execute(taken ? "COMMIT" : "ROLLBACK");
    if (taken) return true;
  }
  return false;
}

/** Leaves the transaction open, with nothing deferred to its end. */
async function takes(connection: Connection, sql: string): Promise<boolean> {
  try {
    await connection.execute(`BEGIN; ${sql}; SET CONSTRAINTS ALL IMMEDIATE`);
    return true;
  } catch {
    return false;
  }
}

/** A statement for a row with a value in each column, or in each that needs one. */
async function insertOf(
  connection: Connection,
  { name, columns }: Shared,
  at: number,
  onlyNeeded: boolean,
): Promise<string | undefined> {
  const values = await connection.query<{ name: string; value: string | null; needed: boolean }>(VALUES, [
    name,
    String(at),
  ]);
  const given = values.filter((one) => columns.includes(quote(one.name)) && (one.needed || !onlyNeeded));
  const row = JSON.stringify(Object.fromEntries(given.map((one) => [one.name, one.value])));
  if (given.length === 0) return undefined;
  const list = given.map((one) => quote(one.name)).join(", ");
  return `INSERT INTO ${name} (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM jsonb_populate_record(NULL::${name}, '${row.replaceAll("'", "''")}')`;
}

/** The columns of a table ($1), each with a text that its type reads, another for each number ($2). */
const VALUES = `
  SELECT a.attname AS name, a.attnotnull AS needed, CASE
    WHEN t.typtype = 'e' THEN (SELECT enumlabel FROM pg_enum WHERE enumtypid = t.oid ORDER BY enumlabel LIMIT 1)
    WHEN t.typtype = 'r' THEN NULL
    WHEN t.typcategory = 'A' OR t.typlen = -1 AND t.typelem <> 0 THEN '{}'
    WHEN t.typcategory = 'N' THEN $2::text
    WHEN t.typcategory = 'B' THEN 'true'
    WHEN t.typcategory = 'D' THEN CASE t.typname WHEN 'time' THEN '10:00' WHEN 'timetz' THEN '10:00Z' ELSE '2026-01-0' || $2 END
    WHEN t.typcategory = 'T' THEN $2 || ' days'
    WHEN t.typcategory = 'I' THEN '10.0.0.' || $2
    WHEN t.typname = 'uuid' THEN '00000000-0000-0000-0000-00000000000' || $2
    WHEN t.typname IN ('json', 'jsonb') THEN '{}'
    WHEN t.typname = 'bytea' THEN '\\x0' || $2
    ELSE $2::text END AS value
  FROM pg_attribute a JOIN pg_type own ON own.oid = a.atttypid
  JOIN pg_type t ON t.oid = CASE own.typtype WHEN 'd' THEN own.typbasetype ELSE own.oid END
  WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  ORDER BY a.attname`;

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
