import { type Index, type IndexElement, type QualifiedName, spelling } from "@limbeck/model";

import { type IfNotExists, ifNotExistsSql } from "../ifExists.ts";
import { quoteIdentifier, quoteList, quoteName } from "./identifier.ts";
import { withSql } from "./parameters.ts";

/** How CREATE INDEX goes about it. */
interface Manner extends IfNotExists {
  readonly concurrently?: true;
}

export function createIndexSql(table: QualifiedName, index: Index, manner: Manner = {}): string {
  return [
    index.unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX",
    ...(manner.concurrently === true ? ["CONCURRENTLY"] : []),
    `${ifNotExistsSql(manner)}${quoteIdentifier(index.name)}`,
    `ON ${index.only === true ? "ONLY " : ""}${quoteName(table)}`,
    ...(index.method === undefined ? [] : [`USING ${quoteIdentifier(index.method)}`]),
    `(${index.elements.map(elementSql).join(", ")})`,
    ...(index.include === undefined ? [] : [`INCLUDE ${quoteList(index.include)}`]),
    ...(index.nullsNotDistinct === true ? ["NULLS NOT DISTINCT"] : []),
    ...withSql(index.with),
    ...(index.where === undefined ? [] : [`WHERE ${spelling(index.where)}`]),
  ].join(" ");
}

/** One position of an index, as it stands in its brackets. */
export function elementSql(element: IndexElement): string {
  return [
    element.kind === "column" ? quoteIdentifier(element.column) : `(${spelling(element.expression)})`,
    ...(element.collation === undefined ? [] : [`COLLATE ${element.collation}`]),
    // An operator class may carry a schema and parameters, so it is SQL text rather than one name.
    ...(element.operatorClass === undefined ? [] : [element.operatorClass]),
    ...(element.order === undefined ? [] : ["DESC"]),
    ...(element.nulls === undefined ? [] : [`NULLS ${element.nulls.toUpperCase()}`]),
  ].join(" ");
}
