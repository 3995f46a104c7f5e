import { type Column, foldName, type SqlText, spelling, type Table } from "@limbeck/model";

import { quoteIdentifier } from "../sql/identifier.ts";
import { defaultSql } from "../sql/sqlite/expression.ts";

/** Where the values of the columns of the new table come from, where that is not the column of the same name. */
export interface Sources {
  readonly values: ReadonlyMap<string, SqlText>;
  /** Columns of the old table that went; one of the same name that came again has none of its values. */
  readonly gone: ReadonlySet<string>;
}

/**
 * The rows of one table into another. Columns that are new get their defaults, generated ones compute themselves, and where nothing
 * else says so a row keeps its rowid, by which full-text indexes and the rows of others may know it.
 */
export function copySql(before: Table, after: Table, into: string, sources: Sources): string {
  const old = new Set(before.columns.map(({ name }) => name).filter((name) => !sources.gone.has(name)));
  const kept = after.columns.filter(
    ({ name, generated }) => generated === undefined && (old.has(name) || sources.values.has(name)),
  );
  const rowid = rowidOf(before, after, kept);
  const copied = [
    ...rowid.map((word) => [word, word] as const),
    ...kept.map((column) => [quoteIdentifier(column.name), sourceOf(column, sources)] as const),
  ];
  const pairs = copied.length === 0 ? anyValue(after) : copied;
  const [names, values] = [pairs.map(([name]) => name), pairs.map(([, value]) => value)];
  const insert = mayDropRows(after) ? "INSERT OR ABORT INTO" : "INSERT INTO";
  return `${insert} ${quoteIdentifier(into)} (${names.join(", ")})\n  SELECT ${values.join(", ")} FROM ${quoteIdentifier(before.name)}`;
}

/** Whether a constraint leaves out a row that breaks it, or takes away another one, without a word: no row of a copy may go that way. */
function mayDropRows({ primaryKey, uniques, columns }: Table): boolean {
  const keys = [primaryKey?.onConflict, ...uniques.map(({ onConflict }) => onConflict)];
  const nulls = columns.map(({ notNullOnConflict }) => notNullOnConflict === "ignore");
  return keys.some((rule) => rule !== undefined) || nulls.includes(true);
}

/** Where nothing is left of the old rows, there are still as many of them: a new column says its default for each. */
function anyValue({ columns }: Table): readonly (readonly [string, string])[] {
  return columns
    .filter(({ generated }) => generated === undefined)
    .slice(0, 1)
    .map(({ name, default: value }) => [
      quoteIdentifier(name),
      value === undefined || value.kind === "serial" ? "NULL" : defaultSql(value),
    ]);
}

function sourceOf({ name }: Column, sources: Sources): string {
  const source = sources.values.get(name);
  return source === undefined ? quoteIdentifier(name) : spelling(source);
}

/** The word for the rowid, if both tables have one that no copied column is. */
function rowidOf(before: Table, after: Table, kept: readonly Column[]): readonly string[] {
  if (before.withoutRowid === true || after.withoutRowid === true) return [];
  const alias = rowidAlias(after);
  if (alias !== undefined && kept.some(({ name }) => name === alias)) return [];
  const taken = new Set([...before.columns, ...after.columns].map(({ name }) => foldName(name)));
  const word = ["rowid", "_rowid_", "oid"].find((one) => !taken.has(one));
  return word === undefined ? [] : [word];
}

/** The column that is the rowid: a primary key of one column that is declared INTEGER, by that very word. */
function rowidAlias({ primaryKey, columns }: Table): string | undefined {
  const [key, ...more] = primaryKey?.columns ?? [];
  const column = columns.find(({ name }) => name === key);
  if (column === undefined || more.length > 0 || primaryKey?.descending !== undefined) return undefined;
  const counted = column.default?.kind === "serial" || column.identity !== undefined;
  return counted || spelling(column.type).trim().toLowerCase() === "integer" ? column.name : undefined;
}
