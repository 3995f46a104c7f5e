import { type Index, type QualifiedName, sameName } from "@limbeck/model";

import { type Irreversible } from "../data/irreversible.ts";
import {
  backFromCreate,
  backFromDrop,
  type IfExists,
  ifExistsOf,
  ifExistsSql,
  type IfNotExists,
  ifNotExistsOf,
  optionArgs,
} from "../ifExists.ts";
import { hasRelation } from "../isThere.ts";
import { type IndexInput } from "../input/indexInput.ts";
import { type NameInput, nameInput } from "../input/nameInput.ts";
import {
  createMember,
  type CreateMember,
  dropMember,
  type DropMember,
  type MemberFamily,
} from "../member.ts";
import { operation } from "../operation.ts";
import { takeOver } from "../partition/takeOver.ts";
import { type Plan, type Statement, statements } from "../plan.ts";
import { changeIndexes, removeOne } from "../schemaChange.ts";
import { carriesKeys, dropWithKeysSql } from "../sql/dropIndex.ts";
import { quoteName } from "../sql/identifier.ts";
import { inTablespace } from "../sql/tablespace.ts";
import { createIndexSql } from "../sql/tableIndex.ts";
import { relationIsMissing, unlessThereSql } from "../sql/unlessThere.ts";
import { besideTable } from "../table/touches.ts";
import { dropIndexSql } from "../sql/sqlite/tableIndex.ts";
import { createIndexPlan } from "../rebuild/tableIndex.ts";
import { buildOf, buildWords, type IndexBuild } from "./build.ts";

export type CreateIndex = CreateMember<"createIndex", Index> & IndexCreate;
export type DropIndex = DropMember<"dropIndex", Index> & IndexDrop;

/** How an index is created. */
export interface IndexCreate extends IndexBuild, IfNotExists {}

/** How an index is dropped. */
export interface IndexDrop extends IndexBuild, IfExists {
  /** With the keys that partitions have on their parts of it. */
  readonly withKeys?: true;
}

type IndexFamily = MemberFamily<"createIndex", "dropIndex", Index, IndexInput>;

export function createIndexRow(family: IndexFamily) {
  const row = createMember(family);
  return operation({
    ...row,
    directive: (table: NameInput, definition: IndexInput, manner: IndexCreate = {}): CreateIndex => ({
      ...row.directive(table, definition),
      ...createOf(manner),
    }),
    args: (op): [NameInput, IndexInput, IndexCreate?] => [...row.args(op), ...optionArgs(createOf(op))],
    reverse: (op): DropIndex => ({ ...row.reverse(op), ...buildOf(op), ...backFromCreate(op) }),
    describe: (op) => `${row.describe(op)}${buildWords(op)}`,
    apply: (schema, op) => {
      if (op.ifNotExists === true && hasRelation(schema, besideTable(op.table, op.definition.name)))
        return schema;
      return schema.tables.some((table) => sameName(table, op.table))
        ? takeOver(schema, op, "indexes", family.add)
        : changeIndexes(schema, op.table, (indexes) => [...indexes, op.definition]);
    },
    compile: {
      postgres: (op) => (op.concurrently ? createPlan(family, op) : statements(...createSql(family, op))),
      sqlite: createIndexPlan,
    },
  });
}

export function dropIndexRow(family: IndexFamily) {
  const row = dropMember(family);
  return operation({
    ...row,
    directive: (table: NameInput, name: string, drop: IndexDrop = {}): DropIndex => ({
      ...row.directive(table, name, drop),
      ...buildOf(drop),
      ...(drop.withKeys === true ? { withKeys: true } : {}),
    }),
    args: (op): [NameInput, string, IndexDrop?] => [nameInput(op.table), op.name, ...optionArgs(dropOf(op))],
    reverse: (op): CreateIndex | Irreversible => {
      const opposite = row.reverse(op);
      return opposite.kind === "irreversible"
        ? opposite
        : { ...opposite, ...buildOf(op), ...backFromDrop(op) };
    },
    describe: (op) => `${row.describe(op)}${buildWords(op)}`,
    apply: (schema, op) => {
      if (op.ifExists === true && !hasRelation(schema, besideTable(op.table, op.name))) return schema;
      return changeIndexes(schema, op.table, (indexes) =>
        removeOne(indexes, ({ name }) => name === op.name, `index ${op.name}`),
      );
    },
    compile: {
      postgres: (op, server) => dropPlan(op) ?? row.compile.postgres(op, server),
      sqlite: (op) => statements(dropIndexSql(op.name, op)),
    },
  });
}

/** All that it takes; of several statements, none where the index is there. */
function createSql(family: IndexFamily, { table, definition, ifNotExists }: CreateIndex): readonly string[] {
  const all = inTablespace(definition, family.createSql(table, definition));
  if (ifNotExists !== true) return all;
  return all.length === 1
    ? [createIndexSql(table, definition, { ifNotExists })]
    : [unlessThereSql(relationIsMissing(besideTable(table, definition.name)), all)];
}

/** The index by itself; its comment goes the usual way. */
function createPlan(family: IndexFamily, { table, definition, ...manner }: CreateIndex): Plan {
  const [first = "", ...rest] = family.createSql(table, definition);
  const statements = inTablespace(definition, [first, ...rest]).map((sql) =>
    sql === first ? buildStatement(table, definition, manner) : { sql },
  );
  return { kind: "statements", statements };
}

/** Builds an index while the table is written to. */
export function buildStatement(table: QualifiedName, index: Index, manner: IfNotExists = {}): Statement {
  return {
    sql: createIndexSql(table, index, { ...ifNotExistsOf(manner), concurrently: true }),
    transaction: "outside",
    effect: { kind: "indexBuilt", index: besideTable(table, index.name) },
  };
}

function createOf(manner: IndexCreate): IndexCreate {
  return { ...buildOf(manner), ...ifNotExistsOf(manner) };
}

function dropOf(op: DropIndex): IndexDrop {
  return { ...buildOf(op), ...(dropsKeys(op) ? { withKeys: true } : {}), ...ifExistsOf(op) };
}

function dropsKeys({ withKeys, definition }: DropIndex): boolean {
  return withKeys === true || carriesKeys(definition);
}

function dropPlan(op: DropIndex): Plan | undefined {
  const index = besideTable(op.table, op.name);
  if (dropsKeys(op)) return statements(...dropWithKeysSql(index, op));
  if (op.concurrently !== true) return undefined;
  const sql = `DROP INDEX CONCURRENTLY ${ifExistsSql(op)}${quoteName(index)}`;
  return {
    kind: "statements",
    statements: [{ sql, transaction: "outside", effect: { kind: "indexDropped", index } }],
  };
}
