import {
  type Check,
  type Column,
  type Divided,
  type IndexUses,
  type Index,
  nameOf,
  type PrimaryKey,
  type QualifiedName,
  sameName,
  type Table,
  type Unique,
} from "@limbeck/model";

import { defined } from "../input/defined.ts";
import { type ServerFacts } from "../plan.ts";
import { allSettingsSql } from "./columnSettings.ts";
import { commentStatements, constraintCommentsSql } from "./comment.ts";
import { addCheckSql, foreignKeySql, primaryKeySql, uniqueSql } from "./constraint.ts";
import { quoteName } from "./identifier.ts";
import { addKeySql, indexSql } from "./indexPart.ts";
import { indexUsesSql } from "./indexUse.ts";
import { createTableSql } from "./table.ts";

/**
 * CREATE TABLE, of a table and its partitions. What partitions have a part of that they say themselves comes behind all of them, and so does
 * what is NOT VALID in all of them: a partition that comes later has looked at its rows, of which there are none.
 */
export function createTablesSql(tables: readonly Table[], server: ServerFacts): readonly string[] {
  const split = tables.map(splitTable);
  return [...split.flatMap(({ first }) => createTableSql(first, server)), ...split.flatMap(lateSql)];
}

interface Split {
  readonly first: Table;
  readonly late: Pick<Table, "primaryKey" | "uniques" | "indexes" | "checks" | "foreignKeys"> & IndexUses;
  /** Statistics targets of columns, which a partition that comes later would not have. */
  readonly targets: readonly Pick<Column, "name" | "statistics">[];
  readonly table: QualifiedName;
}

const isLate = ({ parts, only }: Divided): boolean => parts !== undefined || only === true;
const isInvalid = ({ notValid }: Check): boolean => notValid === true;

function splitTable(table: Table): Split {
  const nothing = { uniques: [], indexes: [], checks: [], foreignKeys: [] };
  if (table.partitionBy === undefined) return { first: table, late: nothing, targets: [], table };
  const { primaryKey, replicaIdentity, clusterOn, ...rest } = table;
  const keys: readonly Divided[] = [...(primaryKey === undefined ? [] : [primaryKey]), ...table.uniques];
  const waits = [...keys, ...table.indexes].some(isLate);
  const uses = { ...(replicaIdentity && { replicaIdentity }), ...(clusterOn && { clusterOn }) };
  const key = primaryKey && { primaryKey };
  const keyIsLate = primaryKey !== undefined && isLate(primaryKey);
  const pointsHere = ({ references }: Table["foreignKeys"][number]): boolean =>
    waits && sameName(references.table, table);
  const [first, late] = [false, true].map((side) => ({
    ...(keyIsLate === side ? key : {}),
    ...(waits === side ? uses : {}),
    uniques: table.uniques.filter((one) => isLate(one) === side),
    indexes: table.indexes.filter((one) => isLate(one) === side),
    checks: table.checks.filter((one) => isInvalid(one) === side),
    foreignKeys: table.foreignKeys.filter((one) => pointsHere(one) === side),
  }));
  const columns = table.columns.map(({ statistics: _, ...column }) => column);
  const targets = table.columns.filter(({ statistics }) => statistics !== undefined);
  return { first: { ...rest, columns, ...(first ?? nothing) }, late: late ?? nothing, targets, table };
}

function lateSql({ late, targets, table }: Split): readonly string[] {
  const named = (name: string, comment: string | undefined): readonly string[] =>
    commentStatements({ table, constraint: name }, comment);
  const key = <K extends Unique | PrimaryKey>(one: K, words: (key: K) => string): readonly string[] => [
    ...addKeySql(table, one, words),
    ...constraintCommentsSql(table, one),
  ];
  const index = (one: Index): readonly string[] => [
    ...indexSql(table, one),
    ...commentStatements({ index: { ...table, name: one.name } }, one.comment),
  ];
  return [
    ...targets.flatMap(({ name: column, statistics }) =>
      allSettingsSql(table, defined({ name: column, statistics })),
    ),
    ...(late.primaryKey === undefined ? [] : key(late.primaryKey, primaryKeySql)),
    ...late.uniques.flatMap((one) => key(one, uniqueSql)),
    ...late.indexes.flatMap(index),
    ...indexUsesSql({ ...nameOf(table), ...late }),
    ...late.foreignKeys.flatMap((one) => [
      `ALTER TABLE ${quoteName(table)} ADD ${foreignKeySql(one)}`,
      ...named(one.name, one.comment),
    ]),
    ...late.checks.flatMap((one) => [...addCheckSql(table, one), ...named(one.name, one.comment)]),
  ];
}
