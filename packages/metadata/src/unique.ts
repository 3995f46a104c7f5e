import { type PrimaryKey, truncateName, type Unique } from "@limbeck/model";
import { type DrizzleColumn } from "./drizzle/columnShape.ts";
import { type DrizzleUnique } from "./drizzle/constraintShape.ts";
import { isReference, KEY_OPTIONS, optionsOf, said } from "./constraint.ts";
import { type Built } from "./extraConfig.ts";
import { type ModelTable } from "./modelTable.ts";
import { serverName, stored, written } from "./names.ts";
import { type Reading } from "./reading.ts";

/**
 * The unique constraints of a table, behind its columns first, each list of columns once as PostgreSQL keeps them.
 * `tables` are the names of all tables of the models.
 */
export function readUniques(
  table: ModelTable,
  tables: ReadonlySet<string>,
  reading: Reading,
): readonly Unique[] {
  const columns = table.parts.columns.filter(({ isUnique }) => isUnique);
  const all = [
    ...columns.map((column) => columnUnique(column, table, tables, reading)),
    ...table.extra.uniques.map((unique) => tableUnique(unique, table.parts.name, reading)),
  ];
  return all.reduce<readonly Unique[]>(merge, []);
}

function columnUnique(
  column: DrizzleColumn,
  table: ModelTable,
  tables: ReadonlySet<string>,
  reading: Reading,
): Unique {
  const { columnName, name: nameOf, adapter } = reading;
  const { uniqueName, uniqueType } = column;
  const chosen = uniqueName !== undefined && !adapter.isFilledIn(uniqueName, column.name, tables);
  return {
    ...(chosen
      ? { name: truncateName(uniqueName) }
      : derived(adapter.names.columnUnique(table.parts.name, nameOf(column)))),
    columns: [columnName(column)],
    ...(uniqueType === "not distinct" ? { nullsNotDistinct: true } : {}),
    ...(isReference(table, column) ? {} : said(optionsOf(column), KEY_OPTIONS, reading)),
  };
}

function tableUnique(
  { built, options, ...comment }: Built<DrizzleUnique>,
  table: string,
  reading: Reading,
): Unique {
  const columns = reading.names(built.columns);
  // 0.45 does not tell its own name from one that was chosen.
  const own = [table, ...columns.map(written), "unique"].join("_");
  const chosen = built.isNameExplicit ?? built.name !== own;
  return {
    ...(chosen ? { name: truncateName(built.name) } : derived(reading.adapter.names.unique(table, columns))),
    columns: columns.map(stored),
    ...(built.nullsNotDistinct ? { nullsNotDistinct: true } : {}),
    ...said(options, KEY_OPTIONS, reading),
    ...comment,
  };
}

function derived(name: string): Pick<Unique, "name" | "derivedName"> {
  return { name: truncateName(name), derivedName: true };
}

/** Two that say the same are one on the server; the name that the author chose wins. */
function merge(kept: readonly Unique[], unique: Unique): readonly Unique[] {
  const twin = kept.find((other) => sameUnique(other, unique));
  if (twin === undefined) return [...kept, unique];
  const winner = twin.derivedName === true && unique.derivedName !== true ? unique : twin;
  return kept.map((other) => (other === twin ? winner : other));
}

function sameUnique(a: Unique, b: Unique): boolean {
  return sameList(a.columns, b.columns) && a.nullsNotDistinct === b.nullsNotDistinct && sameOptions(a, b);
}

function sameOptions(a: PrimaryKey, b: PrimaryKey): boolean {
  return a.deferrable === b.deferrable && sameList(a.include ?? [], b.include ?? []);
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
  const isTwin = (unique: Unique): boolean =>
    unique.nullsNotDistinct !== true &&
    sameList(unique.columns, primaryKey.columns) &&
    sameOptions(unique, primaryKey);
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

function renamed({ derivedName: _, ...key }: PrimaryKey, { name, derivedName }: Unique): PrimaryKey {
  return {
    ...key,
    name,
    ...(derivedName === true ? { derivedName } : {}),
  };
}
