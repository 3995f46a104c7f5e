import { type Column, type QualifiedName } from "@limbeck/model";

import { type ColumnChanges } from "../column/changes.ts";
import { type ServerFacts } from "../plan.ts";
import { quoteIdentifier, quoteName } from "./identifier.ts";
import { alterNotNull, renameNotNull } from "./notNullName.ts";

/** What a NOT NULL says of itself; each member undefined where it says nothing. */
type NotNull = {
  readonly [K in "notNullName" | "notNullNotValid" | "notNullNoInherit"]?: Column[K] | undefined;
};

/** NOT NULL as it stands behind a column. One that is NOT VALID only ALTER TABLE makes: see `lateNotNullSql`. */
export function notNullSql(column: Column): readonly string[] {
  return column.nullable || column.notNullNotValid === true
    ? []
    : [...called(column), "NOT NULL", ...noInherit(column)];
}

/** What makes a NOT NULL that is NOT VALID; nothing for any other. */
export function lateNotNullSql(table: QualifiedName, column: Column): readonly string[] {
  return !column.nullable && column.notNullNotValid === true ? [addSql(table, column.name, column)] : [];
}

/** The statements that forbid NULL, allow it, or make of a NOT NULL what it is to be. Before PostgreSQL 18 it is no constraint and says nothing. */
export function changedNotNullSql(
  table: QualifiedName,
  column: string,
  changes: ColumnChanges,
  { version }: ServerFacts,
): readonly string[] {
  const alter = `ALTER TABLE ${quoteName(table)} ALTER COLUMN ${quoteIdentifier(column)}`;
  const said = version < 180000 ? {} : saidIn(changes);
  if (changes.nullable?.to === true) return [`${alter} DROP NOT NULL`];
  if (changes.nullable?.to === false)
    return [Object.values(said).some(Boolean) ? addSql(table, column, said) : `${alter} SET NOT NULL`];
  if (version < 180000) return [];
  return said.notNullNotValid === true && changes.notNullNotValid?.from !== true
    ? [`${alter} DROP NOT NULL`, addSql(table, column, said)]
    : alteredSql(table, column, changes);
}

function saidIn({ notNullName, notNullNotValid, notNullNoInherit }: ColumnChanges): NotNull {
  return {
    notNullName: notNullName?.to ?? undefined,
    notNullNotValid: notNullNotValid?.to ?? undefined,
    notNullNoInherit: notNullNoInherit?.to ?? undefined,
  };
}

function alteredSql(
  table: QualifiedName,
  column: string,
  { notNullName: name, notNullNotValid: notValid, notNullNoInherit: alone }: ColumnChanges,
): readonly string[] {
  const alter = (action: string): string => alterNotNull(table, column, name?.to ?? undefined, action);
  const inherited = alone?.to === true ? "NO INHERIT" : "INHERIT";
  return [
    ...(name === undefined || name.from === name.to ? [] : [renameNotNull(table, column, name)]),
    ...(alone === undefined || alone.from === alone.to ? [] : [alter(`ALTER CONSTRAINT %I ${inherited}`)]),
    ...(notValid === undefined || notValid.from === notValid.to ? [] : [alter("VALIDATE CONSTRAINT %I")]),
  ];
}

function called({ notNullName: name }: NotNull): readonly string[] {
  return name === undefined ? [] : [`CONSTRAINT ${quoteIdentifier(name)}`];
}

function noInherit({ notNullNoInherit }: NotNull): readonly string[] {
  return notNullNoInherit === true ? ["NO INHERIT"] : [];
}

function addSql(table: QualifiedName, column: string, said: NotNull): string {
  return [
    `ALTER TABLE ${quoteName(table)} ADD`,
    ...called(said),
    `NOT NULL ${quoteIdentifier(column)}`,
    ...noInherit(said),
    ...(said.notNullNotValid === true ? ["NOT VALID"] : []),
  ].join(" ");
}
