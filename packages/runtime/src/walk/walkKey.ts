import { type Connection, onDialect } from "@limbeck/database";
import { type QualifiedName, showName } from "@limbeck/model";
import { quoteIdentifier, quoteTable, type Walk } from "@limbeck/operations";
import { walkKeyMissing, walkKeyUnfit } from "../callbackErrors.ts";
import { postgresKeys } from "../postgres/walkKeys.ts";
import { sqliteKeys } from "../sqlite/walkKeys.ts";

/** The columns that a table is walked by, in order. */
export type WalkKey = readonly string[];

/** Columns no two rows of a table agree on. */
export interface UniqueKey {
  readonly columns: WalkKey;
  readonly primary: boolean;
  /** Those that are not declared NOT NULL. A primary key of SQLite may hold NULL, and a rowid that never does is not declared so. */
  readonly nullable: WalkKey;
}

/**
 * What a table is walked by: its primary key, or what the revision says. Errors (4): `walk-key-missing` if it has no primary key or is no
 * table, `walk-key-unfit` if the columns are not those of a unique constraint or index, or hold NULL.
 */
export async function walkKey(connection: Connection, { table, key }: Walk): Promise<WalkKey> {
  const keys = await onDialect(connection, {
    postgres: (postgres) => postgresKeys(postgres, table),
    sqlite: (sqlite) => sqliteKeys(sqlite, table),
  });
  const found = keys.find(({ columns, primary }) =>
    key === undefined ? primary : sameColumns(columns, key),
  );
  if (found === undefined)
    throw key === undefined ? walkKeyMissing(showName(table)) : walkKeyUnfit(showName(table), key);
  if (await holdsNull(connection, table, found.nullable)) throw walkKeyUnfit(showName(table), found.columns);
  return found.columns;
}

/** A walk would pass over such rows. */
async function holdsNull(connection: Connection, table: QualifiedName, columns: WalkKey): Promise<boolean> {
  if (columns.length === 0) return false;
  const isNull = columns.map((column) => `${quoteIdentifier(column)} IS NULL`).join(" OR ");
  const rows = await connection.query(
    `SELECT 1 AS found FROM ${quoteTable(connection.dialect, table)} WHERE ${isNull} LIMIT 1`,
  );
  return rows.length > 0;
}

function sameColumns(columns: WalkKey, key: WalkKey): boolean {
  return columns.length === key.length && columns.every((column, at) => column === key[at]);
}
