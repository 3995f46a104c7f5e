import { type Column, type OnConflict, type PrimaryKey, spelling } from "@limbeck/model";

import { quoteIdentifier } from "../identifier.ts";
import { collateSql } from "./collation.ts";
import { defaultSql } from "./expression.ts";

/** A column as it stands in CREATE TABLE and ADD COLUMN; with the primary key where that is this column alone. */
export function columnSql(column: Column, key?: PrimaryKey): string {
  const { type, generated, default: value } = column;
  const declared = counts(column) ? "INTEGER" : spelling(type);
  return [
    quoteIdentifier(column.name),
    ...(declared === "" ? [] : [declared]),
    ...(key === undefined ? [] : [keySql(key)]),
    ...collateSql(column.collation),
    ...(generated === undefined ? [] : [generatedSql(generated)]),
    ...(value === undefined || value.kind === "serial" ? [] : [`DEFAULT ${defaultSql(value)}`]),
    ...(column.nullable ? [] : [`NOT NULL${onConflictSql(column.notNullOnConflict)}`]),
  ].join(" ");
}

/** Whether PostgreSQL counts the column; here a primary key of type INTEGER does. */
export function counts({ default: value, identity }: Column): boolean {
  return value?.kind === "serial" || identity !== undefined;
}

function keySql({ columns, descending = [], autoincrement, onConflict }: PrimaryKey): string {
  const falling = columns.some((column) => descending.includes(column));
  return `PRIMARY KEY${falling ? " DESC" : ""}${onConflictSql(onConflict)}${autoincrement === true ? " AUTOINCREMENT" : ""}`;
}

function generatedSql({ expression, stored }: NonNullable<Column["generated"]>): string {
  return `GENERATED ALWAYS AS (${spelling(expression)}) ${stored ? "STORED" : "VIRTUAL"}`;
}

export function onConflictSql(action: OnConflict | undefined): string {
  return action === undefined ? "" : ` ON CONFLICT ${action.toUpperCase()}`;
}
