import { type Index, type IndexElement, type QualifiedName, spelling } from "@limbeck/model";

import { quoteIdentifier } from "../identifier.ts";
import { collateSql } from "./collation.ts";

export function createIndexSql(table: QualifiedName, index: Index): string {
  return [
    index.unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX",
    `${quoteIdentifier(index.name)} ON ${quoteIdentifier(table.name)}`,
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

export function dropIndexSql(name: string): string {
  return `DROP INDEX ${quoteIdentifier(name)}`;
}
