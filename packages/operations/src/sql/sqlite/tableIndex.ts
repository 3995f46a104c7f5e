import { type Index, type IndexElement, type QualifiedName, spelling } from "@limbeck/model";

import { type IfExists, ifExistsSql, type IfNotExists, ifNotExistsSql } from "../../ifExists.ts";
import { quoteIdentifier } from "../identifier.ts";
import { collateSql } from "./collation.ts";

export function createIndexSql(table: QualifiedName, index: Index, options: IfNotExists = {}): string {
  return [
    index.unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX",
    `${ifNotExistsSql(options)}${quoteIdentifier(index.name)} ON ${quoteIdentifier(table.name)}`,
    `(${index.elements.map(elementSql).join(", ")})`,
    ...(index.where === undefined ? [] : [`WHERE ${spelling(index.where)}`]),
  ].join(" ");
}

function elementSql(element: IndexElement): string {
  return [
    element.kind === "column" ? quoteIdentifier(element.column) : `(${spelling(element.expression)})`,
    ...collateSql(element.collation),
    ...(element.order === undefined ? [] : ["DESC"]),
  ].join(" ");
}

export function dropIndexSql(name: string, options: IfExists = {}): string {
  return `DROP INDEX ${ifExistsSql(options)}${quoteIdentifier(name)}`;
}
