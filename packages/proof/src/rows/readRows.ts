import {
  type Connection,
  onDialect,
  type PostgresConnection,
  type SqliteConnection,
} from "@limbeck/database";
import { nameOf, type Schema, type Table } from "@limbeck/model";
import { quoteIdentifier, quoteName, quoteQualified } from "@limbeck/operations";

import { givenColumns, type Row, type TableRows, tablesWithRows } from "./tableRows.ts";

/** All rows of the tables of a schema, each value in the words of the server. */
export async function readRows(connection: Connection, schema: Schema): Promise<readonly TableRows[]> {
  const tables = tablesWithRows(schema);
  return onDialect(connection, {
    postgres: (postgres) => readOnPostgres(postgres, tables),
    sqlite: (sqlite) => readOnSqlite(sqlite, tables),
  });
}

/** One question for all tables. */
async function readOnPostgres(
  connection: PostgresConnection,
  tables: readonly Table[],
): Promise<readonly TableRows[]> {
  if (tables.length === 0) return [];
  const asked = tables.map((table, at) => {
    const columns = givenColumns(table).map(quoteIdentifier);
    // A partitioned table has no rows but those of its partitions; of any other, those of its children are not its own.
    const only = table.partitionBy === undefined ? "ONLY " : "";
    const inner = `SELECT ${columns.map((name) => `${name}::text AS ${name}`).join(", ")} FROM ${only}${quoteName(table)}`;
    // `t` alone might be a column of the table.
    return `SELECT ${at} AS at, coalesce(jsonb_agg(to_jsonb(t.*)), '[]') AS rows FROM (${inner}) t`;
  });
  const found = await connection.query<{ at: number; rows: readonly Row[] }>(asked.join("\nUNION ALL "));
  const byTable = new Map(found.map(({ at, rows }) => [at, rows]));
  return tables.map((table, at) => held(table, byTable.get(at) ?? []));
}

async function readOnSqlite(
  connection: SqliteConnection,
  tables: readonly Table[],
): Promise<readonly TableRows[]> {
  const read: TableRows[] = [];
  for (const table of tables) {
    const columns = givenColumns(table)
      .map(quoteIdentifier)
      .map((name) => `${inWords(name)} AS ${name}`);
    const rows = await connection.query<Row>(`SELECT ${columns.join(", ")} FROM ${quoteQualified(table)}`);
    read.push(held(table, rows));
  }
  return read;
}

/** As SQL writes it, so that a number and its text are two values. */
function inWords(column: string): string {
  return `CASE WHEN ${column} IS NOT NULL THEN quote(${column}) END`;
}

function held(table: Table, rows: readonly Row[]): TableRows {
  return { ...nameOf(table), columns: givenColumns(table), rows };
}
