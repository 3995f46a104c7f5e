import {
  type Column,
  type Exclusion,
  type ForeignKey,
  type Named,
  type QualifiedName,
  sameName,
  type Table,
  type Unique,
} from "@limbeck/model";

import { type IfNotExists, ifNotExistsSql } from "../ifExists.ts";
import { type ServerFacts } from "../plan.ts";
import { columnSql, ownSequence, partitionColumnSql } from "./column.ts";
import { columnSettingsSql } from "./columnSettings.ts";
import { commentStatements, constraintCommentsSql } from "./comment.ts";
import { checkSql, exclusionSql, foreignKeySql, primaryKeySql, uniqueSql } from "./constraint.ts";
import { quoteName } from "./identifier.ts";
import { indexUsesSql } from "./indexUse.ts";
import { lateNotNullSql } from "./notNull.ts";
import { withSql } from "./parameters.ts";
import { partitionBoundSql, partitionBySql } from "./partition.ts";
import { createPolicySql, rowSecuritySql } from "./policy.ts";
import { ownSequenceCommentSql, serialStatements } from "./serial.ts";
import { indexStatisticsSql } from "./indexStatistics.ts";
import { createIndexSql } from "./tableIndex.ts";

/** CREATE TABLE with all that lives in it: one statement for the table, then sequences, indexes and comments. */
export function createTableSql(
  table: Table,
  server: ServerFacts,
  options: IfNotExists = {},
): readonly string[] {
  const repeated = new Set<Named>([...repeatedUniques(table), ...repeatedExclusions(table)]);
  const lines = [
    ...table.columns.map(columnSql),
    ...(table.partitionColumns ?? []).flatMap(partitionColumnSql),
    ...(table.primaryKey === undefined ? [] : [primaryKeySql(table.primaryKey)]),
    ...table.uniques.filter((unique) => !repeated.has(unique)).map(uniqueSql),
    ...table.foreignKeys.filter((key) => valid(key) && !waitsForIndex(table, key)).map(foreignKeySql),
    ...table.checks.filter(valid).map(checkSql),
    ...table.exclusions.filter((one) => !repeated.has(one)).map(exclusionSql),
  ];
  // The sequence of a serial column is as its table is, from when there are such sequences.
  const unlogged = table.unlogged === true && server.version >= 150000;
  return [
    headSql(table, lines, options),
    ...table.columns.flatMap((column) => columnSettingsSql(table, column)),
    ...table.columns.filter(ownSequence).flatMap((column) => serialStatements(table, column, unlogged)),
    ...[
      ...table.uniques.filter((unique) => repeated.has(unique)).map(uniqueSql),
      ...table.exclusions.filter((one) => repeated.has(one)).map(exclusionSql),
    ].map((constraint) => `ALTER TABLE ${quoteName(table)} ADD ${constraint}`),
    ...table.indexes.flatMap((index) => [createIndexSql(table, index), ...indexStatisticsSql(table, index)]),
    ...indexUsesSql(table),
    ...lateSql(table),
    ...rowSecuritySql(table),
    ...table.policies.flatMap((policy) => createPolicySql(table, policy)),
    ...tableCommentsSql(table),
  ];
}

/** A partition has the columns of the table that it is a part of. */
function headSql(table: Table, lines: readonly string[], options: IfNotExists): string {
  const { partitionOf, partitionBy } = table;
  const body = `(\n  ${lines.join(",\n  ")}\n)`;
  return [
    `CREATE ${table.unlogged === true ? "UNLOGGED " : ""}TABLE ${ifNotExistsSql(options)}${quoteName(table)}`,
    ...(partitionOf === undefined
      ? [lines.length === 0 ? "()" : body]
      : [
          `PARTITION OF ${quoteName(partitionOf.table)}`,
          ...(lines.length === 0 ? [] : [body]),
          partitionBoundSql(partitionOf.bound),
        ]),
    ...(partitionBy === undefined ? [] : [partitionBySql(partitionBy)]),
    ...withSql(table.with),
  ].join(" ");
}

/**
 * The unique constraints that say no more than the primary key or one before them: CREATE TABLE leaves them out without a word
 * (transformIndexConstraints in PostgreSQL's parse_utilcmd.c), ALTER TABLE does not.
 */
function repeatedUniques({ primaryKey, uniques }: Table): ReadonlySet<Unique> {
  const seen = new Set(primaryKey === undefined ? [] : [ruleOf(primaryKey)]);
  return new Set(uniques.filter((unique) => seen.has(ruleOf(unique)) || !seen.add(ruleOf(unique))));
}

function ruleOf({
  columns,
  include,
  deferrable,
  withoutOverlaps,
  nullsNotDistinct,
}: Omit<Unique, "name">): string {
  return JSON.stringify([columns, include, deferrable, withoutOverlaps, nullsNotDistinct]);
}

function repeatedExclusions({ exclusions }: Table): readonly Exclusion[] {
  const rules = exclusions.map(({ name: _, comment: __, indexComment: ___, ...rule }) =>
    JSON.stringify(rule),
  );
  return exclusions.filter((_, at) => rules.indexOf(rules[at] ?? "") < at);
}

const valid = ({ notValid }: { readonly notValid?: true }): boolean => notValid !== true;
const invalid = (constraint: { readonly notValid?: true }): boolean => !valid(constraint);

/**
 * NOT VALID is kept by ALTER TABLE only: in CREATE TABLE the table is empty, and the server marks the constraint valid. And a key
 * that points at its own table may point at a unique index there, which CREATE TABLE does not make.
 */
function lateSql(table: Table): readonly string[] {
  const late = [
    ...table.foreignKeys.filter((key) => invalid(key) || waitsForIndex(table, key)).map(foreignKeySql),
    ...table.checks.filter(invalid).map(checkSql),
  ];
  return [
    ...table.columns.flatMap((column) => lateNotNullSql(table, column)),
    ...late.map((constraint) => `ALTER TABLE ${quoteName(table)} ADD ${constraint}`),
  ];
}

function waitsForIndex(table: Table, { references }: ForeignKey): boolean {
  const keys = [...(table.primaryKey === undefined ? [] : [table.primaryKey]), ...table.uniques];
  const sorted = (columns: readonly string[]): string => JSON.stringify([...columns].sort());
  const wanted = sorted(references.columns);
  return sameName(table, references.table) && !keys.some(({ columns }) => sorted(columns) === wanted);
}

function tableCommentsSql(table: Table): readonly string[] {
  const constraints = [
    ...(table.primaryKey === undefined ? [] : [table.primaryKey]),
    ...table.uniques,
    ...table.foreignKeys,
    ...table.checks,
    ...table.exclusions,
  ];
  return [
    ...commentStatements({ table }, table.comment),
    ...[...table.columns, ...(table.partitionColumns ?? [])].flatMap((column) =>
      columnCommentSql(table, column),
    ),
    ...table.columns.flatMap((column) => ownSequenceCommentSql(table, column)),
    ...constraints.flatMap((one) => constraintCommentsSql(table, one)),
    ...table.indexes.flatMap(({ name, comment }) =>
      commentStatements({ index: { ...table, name } }, comment),
    ),
  ];
}

export function columnCommentSql(
  table: QualifiedName,
  { name, comment }: Pick<Column, "name" | "comment">,
): readonly string[] {
  return commentStatements({ table, column: name }, comment);
}
