import {
  type Divided,
  type Index,
  type IndexPart,
  type QualifiedName,
  sameName,
  type Unique,
} from "@limbeck/model";

import { primaryKeySql, uniqueSql } from "./constraint.ts";
import { quoteName } from "./identifier.ts";
import { indexStatisticsSql } from "./indexStatistics.ts";
import { createIndexSql } from "./tableIndex.ts";

/*
 * The parts come first: CREATE INDEX takes over what partitions have that is the same (DefineIndex in PostgreSQL's indexcmds.c). What is
 * made with ONLY looks at no partition, and is told of each part.
 */

/** CREATE INDEX, with the parts of partitions that are otherwise than the server would make them. */
export function indexSql(table: QualifiedName, index: Index): readonly string[] {
  return [
    ...aroundParts(table, index, (part) => partSql(index, part), createIndexSql(table, index)),
    ...indexStatisticsSql(table, index),
  ];
}

/** ALTER TABLE … ADD, of a primary key or unique constraint, with its parts. */
export function addKeySql<K extends Unique>(
  table: QualifiedName,
  key: K,
  words: (key: K) => string,
): readonly string[] {
  const add = (to: QualifiedName, one: K, { only }: Pick<Divided, "only">): string =>
    `ALTER TABLE ${only === true ? "ONLY " : ""}${quoteName(to)} ADD ${words(one)}`;
  const make = (part: IndexPart): string => add(part.table, { ...key, name: part.name }, part);
  return aroundParts(table, key, make, add(table, key, key));
}

/** ALTER INDEX … ATTACH PARTITION, of the part of a partition, to the index of its table. */
function attachIndexSql(table: QualifiedName, name: string, part: IndexPart): string {
  return `ALTER INDEX ${quoteName({ ...table, name })} ATTACH PARTITION ${quoteName({ ...part.table, name: part.name })}`;
}

function aroundParts(
  table: QualifiedName,
  { name, parts = [], only }: Divided & { readonly name: string },
  make: (part: IndexPart) => string,
  whole: string,
): readonly string[] {
  const attached = parts.flatMap((part) => {
    const above = part.under === undefined ? { table, name, only } : partOf(parts, part.under);
    return above?.only === true ? [attachIndexSql(above.table, above.name, part)] : [];
  });
  return [...parts.map(make), whole, ...attached];
}

function partOf(parts: readonly IndexPart[], partition: QualifiedName): IndexPart | undefined {
  return parts.find(({ table }) => sameName(table, partition));
}

function partSql({ only: _, ...index }: Index, { table, name, key, only }: IndexPart): string {
  if (key === undefined) return createIndexSql(table, { ...index, name, ...(only && { only }) });
  const columns = index.elements.flatMap((element) => (element.kind === "column" ? [element.column] : []));
  const behind = { ...index, name, columns };
  return `ALTER TABLE ${quoteName(table)} ADD ${key === "primaryKey" ? primaryKeySql(behind) : uniqueSql(behind)}`;
}
