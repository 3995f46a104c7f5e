import { type Column, nameKey, type QualifiedName, type Schema, type Table } from "@limbeck/model";

import { keyColumns } from "./partition/partitions.ts";
import { type Stays } from "./refusal.ts";

/** The target with something in it as it was at the start, where the start had it. */
export function asItWas(stays: Stays, before: Schema, after: Schema): Schema {
  if (stays.kind === "collation")
    return { ...after, collations: kept(stays.name, before.collations, after.collations) };
  if (stays.kind === "type") return typeAsItWas(stays.name, before, after);
  const was = before.tables.find(isNamed(stays.name));
  if (was === undefined) return after;
  const columns = stays.kind === "column" ? [stays.column] : undefined;
  const mend = (table: Table): Table =>
    columns === undefined ? dividedAsItWas(was, table) : withColumns(table, was, columns);
  const isIt = isNamed(stays.name);
  return { ...after, tables: after.tables.map((table) => (isIt(table) ? mend(table) : table)) };
}

/** A name stands for a type of one kind only. */
function typeAsItWas(name: QualifiedName, before: Schema, after: Schema): Schema {
  return {
    ...after,
    enums: kept(name, before.enums, after.enums),
    domains: kept(name, before.domains, after.domains),
    composites: kept(name, before.composites, after.composites),
    ranges: kept(name, before.ranges, after.ranges),
  };
}

function kept<T extends QualifiedName>(
  name: QualifiedName,
  before: readonly T[],
  after: readonly T[],
): readonly T[] {
  const isIt = isNamed(name);
  return [...after.filter((one) => !isIt(one)), ...before.filter(isIt)];
}

function isNamed(name: QualifiedName): (one: QualifiedName) => boolean {
  const key = nameKey(name);
  return (one) => nameKey(one) === key;
}

function dividedAsItWas(was: Table, table: Table): Table {
  const { partitionBy: _, ...rest } = withColumns(table, was, [...keyColumns(was), ...keyColumns(table)]);
  return was.partitionBy === undefined ? rest : { ...rest, partitionBy: was.partitionBy };
}

/** One that is gone comes again. */
function withColumns(table: Table, was: Table, names: readonly string[]): Table {
  const old = was.columns.filter(({ name }) => names.includes(name));
  const isOld = ({ name }: Column): boolean => old.some((column) => column.name === name);
  return { ...table, columns: [...table.columns.filter((column) => !isOld(column)), ...old] };
}
