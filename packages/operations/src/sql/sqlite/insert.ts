import { type QualifiedName } from "@limbeck/model";

import { isSql, type Sql, type SqlValue } from "../../input/sqlInput.ts";
import { quoteIdentifier, quoteList } from "../identifier.ts";
import { quoteLiteral } from "./literal.ts";

type Row = Readonly<Record<string, SqlValue | Sql>>;

/** One INSERT for each run of rows with the same columns: SQLite has no word for a default among values. */
export function insertSql(op: {
  readonly table: QualifiedName;
  readonly rows: readonly Row[];
}): readonly string[] {
  const runs: Row[][] = [];
  for (const row of op.rows) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && columnsOf(last[0]) === columnsOf(row)) last.push(row);
    else runs.push([row]);
  }
  return runs.flatMap((rows) => runSql(op.table, rows));
}

/** The rows of one table as those of another. */
export function copyRowsSql(op: {
  readonly from: QualifiedName;
  readonly to: QualifiedName;
  readonly columns: readonly string[];
}): string {
  const list = op.columns.map(quoteIdentifier).join(", ");
  return `INSERT INTO ${quoteIdentifier(op.to.name)} (${list}) SELECT ${list} FROM ${quoteIdentifier(op.from.name)}`;
}

const columnsOf = (row: Row): string => JSON.stringify(Object.keys(row).sort());

function runSql(table: QualifiedName, rows: readonly Row[]): readonly string[] {
  const columns = Object.keys(rows[0] ?? {});
  const into = `INSERT INTO ${quoteIdentifier(table.name)}`;
  if (columns.length === 0) return rows.map(() => `${into} DEFAULT VALUES`);
  const values = rows.map((row) => `(${columns.map((column) => valueSql(row[column])).join(", ")})`);
  return [`${into} ${quoteList(columns)} VALUES\n  ${values.join(",\n  ")}`];
}

function valueSql(value: SqlValue | Sql | undefined): string {
  return isSql(value) ? value.text : quoteLiteral(value ?? null);
}
