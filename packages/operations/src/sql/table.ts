import { type Column, type QualifiedName, type Table } from "@limbeck/model";

import { columnSql, ownSequence } from "./column.ts";
import { commentStatements } from "./comment.ts";
import { checkSql, foreignKeySql, primaryKeySql, uniqueSql } from "./constraint.ts";
import { quoteName } from "./identifier.ts";
import { serialStatements } from "./serial.ts";
import { createIndexSql } from "./tableIndex.ts";

/** CREATE TABLE with all that lives in it: one statement for the table, then sequences, indexes and comments. */
export function createTableSql(table: Table): readonly string[] {
  const lines = [
    ...table.columns.map(columnSql),
    ...(table.primaryKey === undefined ? [] : [primaryKeySql(table.primaryKey)]),
    ...table.uniques.map(uniqueSql),
    ...table.foreignKeys.filter(valid).map(foreignKeySql),
    ...table.checks.filter(valid).map(checkSql),
  ];
  const body = lines.length === 0 ? "()" : `(\n  ${lines.join(",\n  ")}\n)`;
  return [
    `CREATE TABLE ${quoteName(table)} ${body}`,
    ...table.columns.filter(ownSequence).flatMap((column) => serialStatements(table, column)),
    ...notValidSql(table),
    ...table.indexes.map((index) => createIndexSql(table, index)),
    ...tableCommentsSql(table),
  ];
}

const valid = ({ notValid }: { readonly notValid?: true }): boolean => notValid !== true;
const invalid = (constraint: { readonly notValid?: true }): boolean => !valid(constraint);

/** NOT VALID is kept by ALTER TABLE only: in CREATE TABLE the table is empty, and the server marks the constraint valid. */
function notValidSql(table: Table): readonly string[] {
  const late = [
    ...table.foreignKeys.filter(invalid).map(foreignKeySql),
    ...table.checks.filter(invalid).map(checkSql),
  ];
  return late.map((constraint) => `ALTER TABLE ${quoteName(table)} ADD ${constraint}`);
}

function tableCommentsSql(table: Table): readonly string[] {
  const constraints = [
    ...(table.primaryKey === undefined ? [] : [table.primaryKey]),
    ...table.uniques,
    ...table.foreignKeys,
    ...table.checks,
  ];
  return [
    ...commentStatements({ table }, table.comment),
    ...table.columns.flatMap((column) => columnCommentSql(table, column)),
    ...constraints.flatMap(({ name, comment }) => commentStatements({ table, constraint: name }, comment)),
    ...table.indexes.flatMap(({ name, comment }) =>
      commentStatements({ index: { ...table, name } }, comment),
    ),
  ];
}

export function columnCommentSql(table: QualifiedName, { name, comment }: Column): readonly string[] {
  return commentStatements({ table, column: name }, comment);
}
