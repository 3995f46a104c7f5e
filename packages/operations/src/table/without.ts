import { nameKey, type QualifiedName, sameName, type Schema, type Table } from "@limbeck/model";

import { removeOne } from "../schemaChange.ts";
import { mapParts } from "./parts.ts";

/** The schema without a table and its partitions, which DROP TABLE takes along. Throws `object-missing`. */
export function withoutTable(schema: Schema, name: QualifiedName, what: string): Schema {
  const rest = removeOne(schema.tables, (table) => sameName(table, name), what);
  const left = withoutPartitionsOf(rest, new Set([nameKey(name)]));
  const names = new Set(left.map(nameKey));
  const stays = (one: QualifiedName): QualifiedName | undefined =>
    names.has(nameKey(one)) ? one : undefined;
  return { ...schema, tables: left.map((table) => mapParts(table, stays)) };
}

function withoutPartitionsOf(tables: readonly Table[], gone: ReadonlySet<string>): readonly Table[] {
  const going = tables.filter(
    ({ partitionOf }) => partitionOf !== undefined && gone.has(nameKey(partitionOf.table)),
  );
  if (going.length === 0) return tables;
  return withoutPartitionsOf(
    tables.filter((table) => !going.includes(table)),
    new Set(going.map(nameKey)),
  );
}
