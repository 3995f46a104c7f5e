import { begin, commit, type Connection, rollback, transactionStatus } from "@limbeck/database";
import { nameOf, type QualifiedName, reasonOf, type Table } from "@limbeck/model";

import {
  nextPicks,
  type Picks,
  SEED_ROWS,
  type SeedColumn,
  seededColumns,
  seedRow,
  type SeedRow,
  type SeedTable,
} from "./seedTable.ts";
import { insertOf, seedTables } from "./seedTables.ts";

/** A table that took none of the rows that were made for it, and the last word of the server. */
export interface Unseeded extends QualifiedName {
  readonly reason: string;
}

/**
 * Puts rows into tables of a scratch database: two with a value in every column, one with nothing but what is needed. Foreign keys
 * find their rows, because the same number stands in all. Says which tables took none.
 */
export async function seedRows(
  connection: Connection,
  tables: readonly Table[],
): Promise<readonly Unseeded[]> {
  if (tables.length === 0) return [];
  const seedings = (await seedTables(connection, tables)).map((table): Seeding => ({
    table,
    left: [...SEED_ROWS],
  }));
  // Most tables take them all at once.
  for (const seeding of seedings) if (await insertAll(connection, seeding.table)) seeding.left = [];
  // A row whose foreign key found none is tried again, as long as others came meanwhile.
  while (await eachOnce(connection, seedings, insertFull)) continue;
  while (await eachOnce(connection, seedings, insertPart)) continue;
  return seedings
    .filter(({ left }) => left.length === SEED_ROWS.length)
    .map(({ table, reason = "" }) => ({ ...nameOf(table), reason }));
}

interface Seeding {
  readonly table: SeedTable;
  /** The rows that it does not have yet. */
  left: readonly number[];
  /** Why it took none of those. */
  reason?: string;
}

/** Puts the plain rows into a table in one transaction, and says whether it took them. */
async function insertAll(connection: Connection, table: SeedTable): Promise<boolean> {
  const rows = SEED_ROWS.map((number) => seedRow(table, seededColumns(table, number), {}, number));
  const refusal = await refusalOf(connection, table, rows, commit);
  return refusal === undefined;
}

type Insert = (connection: Connection, table: SeedTable, number: number) => Promise<unknown>;

/** Tries the rows that are left; says whether one came. `insert` answers with the error of the last thing it tried. */
async function eachOnce(
  connection: Connection,
  seedings: readonly Seeding[],
  insert: Insert,
): Promise<boolean> {
  let came = false;
  for (const seeding of seedings) {
    const refused: number[] = [];
    for (const number of seeding.left) {
      const error = await insert(connection, seeding.table, number);
      if (error === undefined) came = true;
      else seeding.reason = reasonOf(error);
      if (error !== undefined) refused.push(number);
    }
    seeding.left = refused;
  }
  return came;
}

const insertFull: Insert = async (connection, table, number) => {
  const [, refusal] = await search(connection, table, seededColumns(table, number), number, {}, commit);
  return refusal;
};

/** A row with what is needed, and with each further value that it can have. */
const insertPart: Insert = async (connection, table, number) => {
  const needed = table.columns.filter((column) => column.needed);
  const [row, refusal] = await search(connection, table, needed, number, {}, rollback);
  if (row === undefined) return refusal;
  let whole = row;
  for (const column of seededColumns(table, number).filter((one) => !one.needed)) {
    const [longer] = await search(connection, table, [column], number, whole, rollback);
    whole = longer ?? whole;
  }
  return refusalOf(connection, table, [whole], commit);
};

/** The row that the table takes, found among the candidates of these columns, or else why it took none. */
async function search(
  connection: Connection,
  table: SeedTable,
  columns: readonly SeedColumn[],
  number: number,
  base: SeedRow,
  end: End,
): Promise<readonly [SeedRow | undefined, unknown]> {
  let picks: Picks | undefined = {};
  let refusal: unknown;
  while (picks !== undefined) {
    const row = { ...base, ...seedRow(table, columns, picks, number) };
    refusal = await refusalOf(connection, table, [row], end);
    if (refusal === undefined) return [row, undefined];
    picks = nextPicks(table, columns, picks, number, reasonOf(refusal));
  }
  return [undefined, refusal];
}

/** How the transaction of a row ends. */
type End = (connection: Connection) => Promise<void>;

/** Puts rows into a table and keeps them, or not; answers with the error. */
async function refusalOf(
  connection: Connection,
  table: SeedTable,
  rows: readonly SeedRow[],
  end: End,
): Promise<unknown> {
  await begin(connection);
  try {
    await connection.execute(rows.map((row) => insertOf(connection, table, row)).join(";\n"));
    // Deferred constraints are checked at the end only.
    await end(connection);
    return undefined;
  } catch (error) {
    if ((await transactionStatus(connection)) !== "none") await rollback(connection);
    return error;
  }
}
