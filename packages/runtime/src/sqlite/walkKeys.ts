import { type SqliteConnection } from "@limbeck/database";
import { type QualifiedName } from "@limbeck/model";
import { type UniqueKey, type WalkKey } from "../walk/walkKey.ts";

interface ColumnRow {
  readonly name: string;
  readonly notnull: number;
  readonly pk: number;
}

/** The primary key and the unique indexes of a table that all rows are in. */
export async function sqliteKeys(
  connection: SqliteConnection,
  table: QualifiedName,
): Promise<readonly UniqueKey[]> {
  const columns = await connection.query<ColumnRow>('SELECT name, "notnull", pk FROM pragma_table_info($1)', [
    table.name,
  ]);
  const primary = columns
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map(({ name }) => name);
  const indexes = await uniqueIndexes(connection, table.name);
  const found = [
    ...(primary.length === 0 ? [] : [{ columns: primary, primary: true }]),
    ...indexes.map((index) => ({ columns: index, primary: false })),
  ];
  const open = columns.filter(({ notnull }) => notnull === 0).map(({ name }) => name);
  return found.map((key) => ({ ...key, nullable: key.columns.filter((column) => open.includes(column)) }));
}

async function uniqueIndexes(connection: SqliteConnection, table: string): Promise<readonly WalkKey[]> {
  const rows = await connection.query<{ index: string; column: string | null }>(
    `SELECT list.name AS "index", info.name AS "column"
    FROM pragma_index_list($1) AS list, pragma_index_info(list.name) AS info
    WHERE list."unique" = 1 AND list.partial = 0 ORDER BY list.seq, info.seqno`,
    [table],
  );
  const names = [...new Set(rows.map(({ index }) => index))];
  const byIndex = names.map((name) => rows.filter(({ index }) => index === name).map(({ column }) => column));
  return byIndex.filter((columns) => columns.every((column) => column !== null));
}
