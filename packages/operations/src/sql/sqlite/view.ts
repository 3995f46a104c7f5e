import { spelling, type View } from "@limbeck/model";

import { quoteIdentifier, quoteList } from "../identifier.ts";

export function createViewSql({ name, columnNames, query }: View): string {
  const columns = columnNames === undefined ? "" : ` ${quoteList(columnNames)}`;
  return `CREATE VIEW ${quoteIdentifier(name)}${columns} AS ${spelling(query).trim()}`;
}

export function dropViewSql(name: string): string {
  return `DROP VIEW ${quoteIdentifier(name)}`;
}
