import { spelling, type View } from "@limbeck/model";

import { type IfExists, ifExistsSql, type IfNotExists, ifNotExistsSql } from "../../ifExists.ts";
import { quoteIdentifier, quoteList } from "../identifier.ts";

export function createViewSql({ name, columnNames, query }: View, options: IfNotExists = {}): string {
  const columns = columnNames === undefined ? "" : ` ${quoteList(columnNames)}`;
  return `CREATE VIEW ${ifNotExistsSql(options)}${quoteIdentifier(name)}${columns} AS ${spelling(query).trim()}`;
}

export function dropViewSql(name: string, options: IfExists = {}): string {
  return `DROP VIEW ${ifExistsSql(options)}${quoteIdentifier(name)}`;
}
