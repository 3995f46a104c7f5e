import { type Column, type PrimaryKey, spelling } from "@limbeck/model";

import { quoteIdentifier } from "../identifier.ts";
import { calledSql, namedSql, onConflictSql } from "./clause.ts";
import { collateSql } from "./collation.ts";
import { defaultSql } from "./expression.ts";

/** A column as it stands in CREATE TABLE and ADD COLUMN; with the primary key where that is this column alone. */
export function columnSql(column: Column, key?: PrimaryKey): string {
  const { type, generated, default: value } = column;
  const declared = counts(column) ? "INTEGER" : declaredType(spelling(type));
  return [
    quoteIdentifier(column.name),
    ...(declared === "" ? [] : [declared]),
    ...(key === undefined ? [] : keySql(key)),
    ...collateSql(column.collation),
    ...(generated === undefined ? [] : [generatedSql(generated)]),
    ...(value === undefined || value.kind === "serial" ? [] : [`DEFAULT ${defaultSql(value)}`]),
    ...(column.nullable ? [] : notNullSql(column)),
  ].join(" ");
}

/** PostgreSQL says in the middle how many digits a moment has, where SQLite cannot read it: there an argument stands at the end. */
function declaredType(type: string): string {
  return type.replace(/^(\w+)\s*(\([^)]*\))\s*(with(?:out)?\s+time\s+zone)$/i, "$1 $3$2");
}

/** Whether PostgreSQL counts the column; here a primary key of type INTEGER does. */
export function counts({ default: value, identity }: Column): boolean {
  return value?.kind === "serial" || identity !== undefined;
}

function notNullSql({ notNullName, notNullOnConflict }: Column): readonly string[] {
  return [...calledSql(notNullName), "NOT NULL", ...onConflictSql(notNullOnConflict)];
}

function keySql(key: PrimaryKey): readonly string[] {
  const { columns, descending = [], autoincrement, onConflict } = key;
  return [
    ...namedSql(key),
    "PRIMARY KEY",
    ...(columns.some((column) => descending.includes(column)) ? ["DESC"] : []),
    ...onConflictSql(onConflict),
    ...(autoincrement === true ? ["AUTOINCREMENT"] : []),
  ];
}

function generatedSql({ expression, stored }: NonNullable<Column["generated"]>): string {
  return `GENERATED ALWAYS AS (${spelling(expression)}) ${stored ? "STORED" : "VIRTUAL"}`;
}
