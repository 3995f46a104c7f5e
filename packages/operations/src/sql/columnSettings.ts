import {
  type Column,
  COLUMN_SETTINGS,
  type ColumnSettings,
  type ColumnStorage,
  type QualifiedName,
} from "@limbeck/model";

import { type Change } from "../change.ts";
import { type ServerFacts } from "../plan.ts";
import { quoteIdentifier, quoteName } from "./identifier.ts";
import { quoteString } from "./literal.ts";
import { changedParametersSql } from "./parameters.ts";

/** A change of each setting; `null` stands for what goes without saying. */
export type ColumnSettingsChanges = {
  readonly [K in keyof ColumnSettings]: Change<NonNullable<ColumnSettings[K]> | null>;
};

/**
 * What is said of a new column beside its definition, which says the compression: CREATE TABLE knows STORAGE only from PostgreSQL 16 on, and
 * the others not at all.
 */
export function columnSettingsSql(
  table: QualifiedName,
  { compression: _, ...column }: Pick<Column, "name"> & ColumnSettings,
): readonly string[] {
  return allSettingsSql(table, column);
}

/** What is said of a column whose settings are gone. */
export function allSettingsSql(
  table: QualifiedName,
  column: Pick<Column, "name"> & ColumnSettings,
): readonly string[] {
  const changes = COLUMN_SETTINGS.flatMap((setting) =>
    column[setting] === undefined ? [] : [[setting, { from: null, to: column[setting] }] as const],
  );
  // Nothing is taken back, so it does not matter which server it is.
  return changedSettingsSql(table, column.name, Object.fromEntries(changes), { version: 0 });
}

export function changedSettingsSql(
  table: QualifiedName,
  column: string,
  changes: ColumnSettingsChanges,
  server: ServerFacts,
): readonly string[] {
  const { storage, compression, statistics, options } = changes;
  const alter = (action: string): string =>
    `ALTER TABLE ${quoteName(table)} ALTER COLUMN ${quoteIdentifier(column)} ${action}`;
  return [
    ...(storage === undefined ? [] : [storageSql(table, column, storage.to, server, alter)]),
    ...(compression === undefined ? [] : [alter(`SET COMPRESSION ${compression.to ?? "DEFAULT"}`)]),
    ...(statistics === undefined ? [] : [alter(`SET STATISTICS ${String(statistics.to ?? -1)}`)]),
    ...(options === undefined ? [] : changedParametersSql(options.from ?? {}, options.to ?? {}).map(alter)),
  ];
}

function storageSql(
  table: QualifiedName,
  column: string,
  storage: ColumnStorage | null,
  server: ServerFacts,
  alter: (action: string) => string,
): string {
  if (storage !== null) return alter(`SET STORAGE ${storage.toUpperCase()}`);
  return server.version >= 160000 ? alter("SET STORAGE DEFAULT") : storageOfType(table, column, alter);
}

/** Before PostgreSQL 16 there is no word for the storage that the type has anyway, so the server looks it up. */
function storageOfType(table: QualifiedName, column: string, alter: (action: string) => string): string {
  return `DO $storage$ BEGIN
  EXECUTE ${quoteString(alter("SET STORAGE "))} || (
    SELECT CASE t.typstorage WHEN 'p' THEN 'PLAIN' WHEN 'm' THEN 'MAIN' WHEN 'e' THEN 'EXTERNAL' ELSE 'EXTENDED' END
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = ${quoteString(quoteName(table))}::regclass AND a.attname = ${quoteString(column)});
END $storage$`;
}
