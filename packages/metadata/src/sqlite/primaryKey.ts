import { type PrimaryKey } from "@limbeck/model";
import { optionsOf, said } from "../constraint.ts";
import { type DrizzleColumn } from "../drizzle/columnShape.ts";
import { type DrizzlePrimaryKey } from "../drizzle/constraintShape.ts";
import { severalPrimaryKeys } from "../errors.ts";
import { type Built } from "../extraConfig.ts";
import { type ModelTable } from "../modelTable.ts";
import { isSpokenFor } from "./unique.ts";
import { type SqliteReading } from "./reading.ts";
import { readType } from "./type.ts";

/**
 * The primary key of a table, written behind its column or as `primaryKey()`. Fails with `several-primary-keys`; saying
 * the same key in both ways is fine.
 */
export function readPrimaryKey(table: ModelTable, reading: SqliteReading): PrimaryKey | undefined {
  const { parts, extra } = table;
  const keys = [
    ...extra.primaryKeys.map((key) => ownKey(key, parts.name, reading)),
    ...parts.columns.filter(({ primary }) => primary).map((column) => columnKey(column, table, reading)),
  ];
  const [own, ...others] = keys;
  if (own === undefined) return undefined;
  const other = others.find(({ columns }) => !sameSet(columns, own.columns));
  if (other !== undefined) throw severalPrimaryKeys(parts.name, [own.columns, other.columns]);
  return { ...own, ...(counts(table, own, reading) ? { autoincrement: true } : {}) };
}

/** The one column of type INTEGER that is the row's own number: it is never NULL, whatever is written. */
export function rowNumber(
  { parts }: ModelTable,
  key: PrimaryKey | undefined,
  { columnName }: SqliteReading,
): string | undefined {
  const [name, ...others] = key?.columns ?? [];
  const column = parts.columns.find((one) => columnName(one) === name);
  const isInteger = column !== undefined && readType(column).canonical === "integer";
  return others.length === 0 && isInteger ? name : undefined;
}

function ownKey(
  { built, options }: Built<DrizzlePrimaryKey>,
  table: string,
  reading: SqliteReading,
): PrimaryKey {
  const chosen = built.name !== undefined && reading.keepsKeyNames;
  return {
    name: built.name ?? `${table}_pkey`,
    ...(chosen ? {} : { derivedName: true }),
    columns: built.columns.map(reading.columnName),
    ...said(options, ["onConflict", "descending"], reading),
  };
}

function columnKey(column: DrizzleColumn, table: ModelTable, reading: SqliteReading): PrimaryKey {
  return {
    name: `${table.parts.name}_pkey`,
    derivedName: true,
    columns: [reading.columnName(column)],
    ...(isSpokenFor(table, column) ? {} : said(optionsOf(column), ["onConflict", "descending"], reading)),
  };
}

function counts({ parts }: ModelTable, { columns }: PrimaryKey, { columnName }: SqliteReading): boolean {
  return parts.columns.some(
    (column) => column.autoIncrement === true && column.primary && columns.includes(columnName(column)),
  );
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
