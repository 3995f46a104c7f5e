import { type PrimaryKey, truncateName, type Unique } from "@limbeck/model";
import { type DrizzleColumn } from "./drizzle/drizzle.ts";
import { type Built } from "./extraConfig.ts";
import { type DrizzleUnique } from "./drizzle/drizzle.ts";
import { type ModelTable } from "./modelTable.ts";
import { type ColumnName, serverName, stored } from "./names.ts";
import { type Reading } from "./reading.ts";

/** The unique constraints of a table, behind its columns first, each set of columns once as PostgreSQL keeps them. */
export function readUniques(table: ModelTable, reading: Reading): readonly Unique[] {
  const columns = table.parts.columns.filter(({ isUnique }) => isUnique);
  const all = [
    ...columns.map((column) => columnUnique(column, table.parts.name, reading)),
    ...table.extra.uniques.map((unique) => tableUnique(unique, table.parts.name, reading)),
  ];
  return all.reduce<readonly Unique[]>(merge, []);
}

function columnUnique(column: DrizzleColumn, table: string, { names, adapter }: Reading): Unique {
  const [name] = names([column]);
  if (name === undefined) return { name: "", columns: [] };
  return {
    ...nameOr(column.uniqueName, [name], adapter.names.columnUnique(table, name)),
    columns: [name.stored],
    ...(column.uniqueType === "not distinct" ? { nullsNotDistinct: true } : {}),
  };
}

function tableUnique({ built, ...comment }: Built<DrizzleUnique>, table: string, reading: Reading): Unique {
  const columns = reading.names(built.columns);
  return {
    ...nameOr(built.name, columns, reading.adapter.names.unique(table, columns)),
    columns: columns.map(stored),
    ...(built.nullsNotDistinct ? { nullsNotDistinct: true } : {}),
    ...comment,
  };
}

/**
 * Drizzle fills in a name where the author gave none, and 0.45 does not say that it did. The trap: it keeps the name in
 * the builder, so that a column shared by several tables carries the name of the first table into the others.
 */
function nameOr(
  given: string | undefined,
  columns: readonly ColumnName[],
  derived: string,
): Pick<Unique, "name" | "derivedName"> {
  const filledIn = `_${columns.map(({ written }) => written).join("_")}_unique`;
  return given === undefined || given.endsWith(filledIn)
    ? { name: truncateName(derived), derivedName: true }
    : { name: truncateName(given) };
}

/** Two that say the same are one on the server; the name that the author chose wins. */
function merge(kept: readonly Unique[], unique: Unique): readonly Unique[] {
  const twin = kept.find((other) => sameUnique(other, unique));
  if (twin === undefined) return [...kept, unique];
  const winner = twin.derivedName === true && unique.derivedName !== true ? unique : twin;
  return kept.map((other) => (other === twin ? winner : other));
}

function sameUnique(a: Unique, b: Unique): boolean {
  return sameList(a.columns, b.columns) && a.nullsNotDistinct === b.nullsNotDistinct;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, position) => name === b[position]);
}

export interface Keys {
  readonly primaryKey?: PrimaryKey;
  readonly uniques: readonly Unique[];
}

/**
 * PostgreSQL merges a unique constraint on the very columns of the primary key into the key, which takes over its name
 * where it was given none itself (`transformIndexConstraints` in src/backend/parser/parse_utilcmd.c).
 */
export function mergeIntoKey(
  table: string,
  primaryKey: PrimaryKey | undefined,
  uniques: readonly Unique[],
): Keys {
  if (primaryKey === undefined) return { uniques };
  const isTwin = ({ columns, nullsNotDistinct }: Unique): boolean =>
    nullsNotDistinct !== true && sameList(columns, primaryKey.columns);
  const twin = uniques.find(isTwin);
  const takesOver = primaryKey.derivedName === true && twin !== undefined && !isServersName(table, twin);
  return {
    primaryKey: takesOver ? renamed(primaryKey, twin) : primaryKey,
    uniques: uniques.filter((unique) => !isTwin(unique)),
  };
}

/** The name that the server finds where none is written. */
function isServersName(table: string, { name, columns }: Unique): boolean {
  return name === serverName(table, columns[0], "key");
}

function renamed({ columns, comment }: PrimaryKey, { name, derivedName }: Unique): PrimaryKey {
  return {
    name,
    ...(derivedName === true ? { derivedName } : {}),
    columns,
    ...(comment === undefined ? {} : { comment }),
  };
}
