import { type Column, type Default, type QualifiedName, spelling } from "@limbeck/model";

import { type Change } from "../change.ts";
import { commentSql } from "../sql/comment.ts";
import { defined } from "../input/defined.ts";
import { type ServerFacts } from "../plan.ts";
import { giveColumnRights, keepColumnRights } from "../sql/columnRights.ts";
import { changedSettingsSql, columnSettingsSql, type ColumnSettingsChanges } from "../sql/columnSettings.ts";
import { type Alter, columnSql } from "../sql/column.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { changedNotNullSql, lateNotNullSql } from "../sql/notNull.ts";
import { sequenceOf } from "../sql/serial.ts";
import { columnCommentSql } from "../sql/table.ts";
import { typeSql } from "../sql/type.ts";
import { type AlterColumn } from "./alterColumn.ts";
import { type ColumnChanges } from "./changes.ts";
import { loosens } from "./nulls.ts";
import { setDefaultSql } from "./setDefaultSql.ts";
import { setIdentitySql } from "./setIdentitySql.ts";
import { type Counting, countingOn } from "./counting.ts";

/**
 * The statements of a change, in the order in which each can run: the name, then what goes (a default that may not cast
 * to the new type, an identity, an expression), then the type, then what comes.
 */
export function alterColumnSql(
  { table, column, changes }: AlterColumn,
  server: ServerFacts,
): readonly string[] {
  if (changes.remake !== undefined) return remakeSql(table, column, changes.remake);
  const name = changes.name?.to ?? column;
  const alter = (action: string): string =>
    `ALTER TABLE ${quoteName(table)} ALTER COLUMN ${quoteIdentifier(name)} ${action}`;
  const counting = countingOn(table, name, changes);
  const notNull = changedNotNullSql(table, name, changes, server);
  return [
    ...renameSql(table, column, changes),
    ...counting.before,
    ...removals(table, name, changes, counting).map((removal) => removal(alter)),
    ...typeClause(changes).map(alter),
    ...(loosens(changes) ? [] : notNull),
    ...additions(table, name, counting.rest, alter),
    ...counting.after,
    // An identity needs a NOT NULL that holds for every row.
    ...(loosens(changes) ? notNull : []),
    ...changedSettingsSql(table, name, settingsToSay(changes), server),
    ...(changes.comment === undefined ? [] : [commentSql({ table, column: name }, changes.comment.to)]),
  ];
}

/** A new type takes its own storage and compression (ATExecAlterColumnType in PostgreSQL's tablecmds.c), so nothing is left to take back. */
function settingsToSay({
  type,
  storage,
  compression,
  statistics,
  options,
}: ColumnChanges): ColumnSettingsChanges {
  const said =
    type === undefined
      ? { storage, compression }
      : { storage: kept(storage), compression: kept(compression) };
  return defined({ ...said, statistics, options });
}

function kept<T>(change: Change<T | null> | undefined): Change<T | null> | undefined {
  return change?.to === null ? undefined : change;
}

function remakeSql(table: QualifiedName, column: string, remake: Column): readonly string[] {
  const change = `ALTER TABLE ${quoteName(table)}`;
  return [
    keepColumnRights(table, column),
    `${change} DROP COLUMN ${quoteIdentifier(column)}`,
    `${change} ADD COLUMN ${columnSql(remake)}`,
    ...lateNotNullSql(table, remake),
    ...columnSettingsSql(table, remake),
    ...columnCommentSql(table, remake),
    giveColumnRights(table, column),
  ];
}

function renameSql(table: QualifiedName, column: string, { name }: ColumnChanges): readonly string[] {
  if (name === undefined) return [];
  return [
    `ALTER TABLE ${quoteName(table)} RENAME COLUMN ${quoteIdentifier(column)} TO ${quoteIdentifier(name.to)}`,
  ];
}

function removals(
  table: QualifiedName,
  name: string,
  changes: ColumnChanges,
  { exchanged }: Counting,
): readonly ((alter: Alter) => string)[] {
  const { identity, generated } = changes;
  return [
    ...(dropsDefault(changes) ? [(alter: Alter) => alter("DROP DEFAULT")] : []),
    ...(exchanged ? [] : droppedSequence(table, name, changes)),
    ...(identity?.to === null ? [(alter: Alter) => alter("DROP IDENTITY")] : []),
    ...(generated?.to === null ? [(alter: Alter) => alter("DROP EXPRESSION")] : []),
  ];
}

/** A default goes for good, or makes way: for another type, or because its sequence goes. One that never was may have been handed down. */
function dropsDefault({ default: value, type }: ColumnChanges): boolean {
  if (value === undefined || staysSerial(value)) return false;
  if (value.from === null) return value.to === null;
  return value.to === null || type !== undefined || value.from?.kind === "serial";
}

function staysSerial({ from, to }: NonNullable<ColumnChanges["default"]>): boolean {
  return from?.kind === "serial" && to?.kind === "serial";
}

function droppedSequence(
  table: QualifiedName,
  name: string,
  { default: value }: ColumnChanges,
): readonly (() => string)[] {
  if (value?.from?.kind !== "serial" || staysSerial(value)) return [];
  return [dropSequence(table, name, value.from)];
}

function dropSequence(table: QualifiedName, name: string, value: Extract<Default, { kind: "serial" }>) {
  return (): string => `DROP SEQUENCE ${quoteName(sequenceOf(table, name, value))}`;
}

function typeClause({ type, using }: ColumnChanges): readonly string[] {
  if (type === undefined) return [];
  return [`TYPE ${typeSql(type.to)}${using === undefined ? "" : ` USING ${spelling(using)}`}`];
}

function additions(
  table: QualifiedName,
  name: string,
  changes: ColumnChanges,
  alter: Alter,
): readonly string[] {
  const { default: value, identity, generated } = changes;
  return [
    ...(value === undefined ? [] : setDefaultSql(table, name, value, alter)),
    ...(identity === undefined ? [] : setIdentitySql(table, name, identity, alter)),
    // Only PostgreSQL 17 and later take this; before, the differ drops and adds the column.
    ...(generated?.to == null ? [] : [alter(`SET EXPRESSION AS (${spelling(generated.to.expression)})`)]),
  ];
}
