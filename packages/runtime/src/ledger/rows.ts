import { type Connection, transactionStatus } from "@limbeck/database";
import { type RowChange } from "@limbeck/revisions";
import { ownTablesOf, type OwnTables } from "./ownTables.ts";
import { versionRowsChanged } from "../errors.ts";
import { type VersionTable } from "./versionTable.ts";

/**
 * The version rows, sorted by code unit; none if there is no version table. One round trip (two inside an open transaction),
 * and nothing is created. Errors: `statement-failed` if the role may not read the table.
 */
export async function readRows(connection: Connection, table: VersionTable): Promise<readonly string[]> {
  // A statement that fails would end an application's open transaction, so there the table is asked for first.
  const { versionName, isMissing, isUndefinedTable } = ownTablesOf(connection);
  if ((await transactionStatus(connection)) !== "none" && (await isMissing(connection, versionName(table))))
    return [];
  try {
    const rows = await connection.query<{ revision: string }>(`SELECT "revision" FROM ${versionName(table)}`);
    return rows.map(({ revision }) => revision).sort();
  } catch (error) {
    if (isUndefinedTable(error)) return [];
    throw error;
  }
}

/** A change of one version row, which must hit exactly one. */
export interface RowStatement {
  readonly sql: string;
  /** The row that must be there; absent for a row that comes. */
  readonly expects?: string;
}

/** The statements of a change, in the order in which they must run. */
export function rowStatements(
  { versionName, quote }: OwnTables,
  table: VersionTable,
  change: RowChange,
): readonly RowStatement[] {
  const name = versionName(table);
  return [
    ...change.delete.map((row) => ({
      sql: `DELETE FROM ${name} WHERE "revision" = ${quote(row)}`,
      expects: row,
    })),
    ...change.update.map(([from, to]) => ({
      sql: `UPDATE ${name} SET "revision" = ${quote(to)} WHERE "revision" = ${quote(from)}`,
      expects: from,
    })),
    ...change.insert.map((row) => ({ sql: `INSERT INTO ${name} ("revision") VALUES (${quote(row)})` })),
  ];
}

/**
 * Changes the version rows and runs what comes `after`, in one round trip. Runs inside the transaction of the step.
 * Errors: `version-rows-changed` if a row that must go is not there, or one that must come is.
 */
export async function writeRows(
  connection: Connection,
  table: VersionTable,
  change: RowChange,
  after: readonly string[],
): Promise<void> {
  const own = ownTablesOf(connection);
  const statements = rowStatements(own, table, change);
  const texts = statements.map(({ sql, expects }) => {
    const quiet = expects === undefined ? `${sql} ON CONFLICT DO NOTHING` : sql;
    return `${quiet} RETURNING "revision"`;
  });
  const results = await connection.batch([...texts, ...after]);
  const missed = statements.findIndex((_, at) => results[at]?.length !== 1);
  if (missed >= 0) throw versionRowsChanged(statements[missed]?.sql ?? "", own.versionName(table));
}
