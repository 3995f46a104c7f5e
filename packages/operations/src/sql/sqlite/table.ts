import { type PrimaryKey, type Table } from "@limbeck/model";

import { type IfNotExists, ifNotExistsSql } from "../../ifExists.ts";
import { quoteIdentifier } from "../identifier.ts";
import { columnSql } from "./column.ts";
import { checkSql, foreignKeySql, primaryKeySql, uniqueSql } from "./constraint.ts";
import { createIndexSql } from "./tableIndex.ts";

/** CREATE TABLE with all that lives in it, then its indexes. Comments, and how PostgreSQL keeps rows, mean nothing here. */
export function createTableSql(table: Table, options: IfNotExists = {}): readonly string[] {
  return [bareTableSql(table, options), ...table.indexes.map((index) => createIndexSql(table, index))];
}

/** CREATE TABLE without its indexes. */
export function bareTableSql(table: Table, manner: IfNotExists = {}): string {
  const { primaryKey } = table;
  const inline = ownKey(table);
  const lines = [
    ...table.columns.map((column) =>
      columnSql(column, inline?.columns[0] === column.name ? inline : undefined),
    ),
    ...(primaryKey === undefined || inline !== undefined ? [] : [primaryKeySql(primaryKey)]),
    ...table.uniques.map(uniqueSql),
    ...table.foreignKeys.map(foreignKeySql),
    ...table.checks.map(checkSql),
  ];
  const options = [
    ...(table.strict === true ? ["STRICT"] : []),
    ...(table.withoutRowid === true ? ["WITHOUT ROWID"] : []),
  ];
  return `CREATE TABLE ${ifNotExistsSql(manner)}${quoteIdentifier(table.name)} (\n  ${lines.join(",\n  ")}\n)${options.length === 0 ? "" : ` ${options.join(", ")}`}`;
}

/**
 * A key that stands beside its column, where it compares that as the column itself does: AUTOINCREMENT is taken only there, and DESC keeps the column from being the rowid only
 * there (https://sqlite.org/lang_createtable.html, ROWIDs and the INTEGER PRIMARY KEY).
 */
function ownKey({ primaryKey: key }: Table): PrimaryKey | undefined {
  return key?.columns.length === 1 && key.collations === undefined ? key : undefined;
}
