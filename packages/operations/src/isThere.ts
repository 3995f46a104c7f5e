import { type Column, foldName, nameKey, type QualifiedName, type Schema, type Table } from "@limbeck/model";

import { besideTable } from "./table/touches.ts";

/** Whether a relation of that name is there: tables, views, sequences and indexes share one name space. */
export function hasRelation(schema: Schema, name: QualifiedName): boolean {
  return [...schema.tables, ...schema.views, ...schema.sequences].some(
    (one) => same(schema, one, name) || hasIndex(schema, one, name),
  );
}

function hasIndex(
  schema: Schema,
  owner: Partial<Pick<Table, "indexes">> & QualifiedName,
  name: QualifiedName,
): boolean {
  return (owner.indexes ?? []).some((index) => same(schema, besideTable(owner, index.name), name));
}

export function hasTable(schema: Schema, name: QualifiedName): boolean {
  return tableOf(schema, name) !== undefined;
}

export function hasColumn(schema: Schema, table: QualifiedName, { name }: Pick<Column, "name">): boolean {
  const columns = tableOf(schema, table)?.columns ?? [];
  return columns.some((column) => same(schema, { name: column.name }, { name }));
}

function tableOf(schema: Schema, name: QualifiedName): Table | undefined {
  return schema.tables.find((table) => same(schema, table, name));
}

/** SQLite takes a name in any case. */
function same({ dialect }: Schema, one: QualifiedName, other: QualifiedName): boolean {
  return dialect === "sqlite" ? foldName(one.name) === foldName(other.name) : nameKey(one) === nameKey(other);
}
