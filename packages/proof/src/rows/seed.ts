import { begin, commit, type Connection, onDialect, rollback, transactionStatus } from "@limbeck/database";
import { isLimbeckError, nameKey, nameOf, type QualifiedName, reasonOf, type Table } from "@limbeck/model";

import { insertOnPostgres, seedTablesOnPostgres } from "./postgres/seed.ts";
import { fullRows, moreValues, neededRows, SEED_ROWS, type SeedRow, type SeedTable } from "./seedTable.ts";
import { insertOnSqlite, seedTableOnSqlite } from "./sqlite/seed.ts";

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
  let refusal: unknown;
  for (const row of fullRows(table, number)) {
    refusal = await refusalOf(connection, table, row, commit);
    // No other value finds a row that is not there yet.
    if (refusal === undefined || isForeignKey(refusal)) return refusal;
  }
  return refusal;
};

/** A row with what is needed, and with each further value that it can have. */
const insertPart: Insert = async (connection, table, number) => {
  const [row, refusal] = await firstTaken(connection, table, neededRows(table, number));
  if (row === undefined) return refusal;
  let whole = row;
  for (const values of moreValues(table, number)) {
    const [longer] = await firstTaken(
      connection,
      table,
      values.map((more) => ({ ...whole, ...more })),
    );
    whole = longer ?? whole;
  }
  return refusalOf(connection, table, whole, commit);
};

/** The first of the rows that the table takes, or else why it took none. */
async function firstTaken(
  connection: Connection,
  table: SeedTable,
  rows: readonly SeedRow[],
): Promise<readonly [SeedRow | undefined, unknown]> {
  let refusal: unknown = "no value is known that it takes";
  for (const row of rows) {
    refusal = await refusalOf(connection, table, row, rollback);
    if (refusal === undefined) return [row, undefined];
  }
  return [undefined, refusal];
}

/** Puts a row into a table and keeps it, or not; answers with the error. */
async function refusalOf(
  connection: Connection,
  table: SeedTable,
  row: SeedRow,
  end: (connection: Connection) => Promise<void>,
): Promise<unknown> {
  await begin(connection);
  try {
    await connection.execute(insertOf(connection, table, row));
    // Deferred constraints are checked at the end only.
    await end(connection);
    return undefined;
  } catch (error) {
    if ((await transactionStatus(connection)) !== "none") await rollback(connection);
    return error;
  }
}

function isForeignKey(error: unknown): boolean {
  if (!isLimbeckError(error)) return false;
  return error.facts["sqlstate"] === "23503" || /FOREIGN KEY/.test(error.message);
}

function seedTables(connection: Connection, tables: readonly Table[]): Promise<readonly SeedTable[]> {
  const sorted = [...tables].sort((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1));
  return onDialect(connection, {
    postgres: (postgres) => seedTablesOnPostgres(postgres, sorted),
    sqlite: () => Promise.resolve(sorted.map(seedTableOnSqlite)),
  });
}

function insertOf(connection: Connection, table: SeedTable, row: SeedRow): string {
  return onDialect(connection, {
    postgres: () => insertOnPostgres(table, row),
    sqlite: () => insertOnSqlite(table, row),
  });
}
