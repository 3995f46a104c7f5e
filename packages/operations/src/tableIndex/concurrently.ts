import { type Index, type QualifiedName, sameName } from "@limbeck/model";

import { type Irreversible } from "../data/irreversible.ts";
import { type IndexInput } from "../input/indexInput.ts";
import { type NameInput } from "../input/nameInput.ts";
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
import { besideTable } from "../table/touches.ts";
import { dropIndexSql } from "../sql/sqlite/tableIndex.ts";
import { createIndexPlan } from "../rebuild/tableIndex.ts";
import { buildArgs, buildOf, buildWords, type IndexBuild } from "./build.ts";

export type CreateIndex = CreateMember<"createIndex", Index> & IndexBuild;
export type DropIndex = DropMember<"dropIndex", Index> & IndexDrop;

/** How an index is dropped. */
export interface IndexDrop extends IndexBuild {
  /** With the keys that partitions have on their parts of it. */
  readonly withKeys?: true;
}

type IndexFamily = MemberFamily<"createIndex", "dropIndex", Index, IndexInput>;

export function createIndexRow(family: IndexFamily) {
  const row = createMember(family);
  return operation({
    ...row,
    directive: (table: NameInput, definition: IndexInput, build: IndexBuild = {}): CreateIndex => ({
      ...row.directive(table, definition),
      ...buildOf(build),
    }),
    args: (op): [NameInput, IndexInput, IndexBuild?] => [...row.args(op), ...buildArgs(op)],
    reverse: (op): DropIndex => ({ ...row.reverse(op), ...buildOf(op) }),
    describe: (op) => `${row.describe(op)}${buildWords(op)}`,
    apply: (schema, op) =>
      schema.tables.some((table) => sameName(table, op.table))
        ? takeOver(schema, op, "indexes", family.add)
        : changeIndexes(schema, op.table, (indexes) => [...indexes, op.definition]),
    compile: {
      postgres: (op, server) => (op.concurrently ? createPlan(family, op) : row.compile.postgres(op, server)),
      sqlite: createIndexPlan,
    },
  });
}

export function dropIndexRow(family: IndexFamily) {
  const row = dropMember(family);
  return operation({
    ...row,
    directive: (table: NameInput, name: string, drop: IndexDrop = {}): DropIndex => ({
      ...row.directive(table, name),
      ...buildOf(drop),
      ...(drop.withKeys === true ? { withKeys: true } : {}),
    }),
    args: (op): [NameInput, string, IndexDrop?] => [...row.args(op), ...dropArgs(op)],
    reverse: (op): CreateIndex | Irreversible => {
      const opposite = row.reverse(op);
      return opposite.kind === "irreversible" ? opposite : { ...opposite, ...buildOf(op) };
    },
    describe: (op) => `${row.describe(op)}${buildWords(op)}`,
    apply: (schema, op) =>
      changeIndexes(schema, op.table, (indexes) =>
        removeOne(indexes, ({ name }) => name === op.name, `index ${op.name}`),
      ),
    compile: {
      postgres: (op, server) => dropPlan(op) ?? row.compile.postgres(op, server),
      sqlite: ({ name }) => statements(dropIndexSql(name)),
    },
  });
}

/** The index by itself; its comment goes the usual way. */
function createPlan(family: IndexFamily, { table, definition }: CreateIndex): Plan {
  const [first = "", ...rest] = family.createSql(table, definition);
  const statements = inTablespace(definition, [first, ...rest]).map((sql) =>
    sql === first ? buildStatement(table, definition) : { sql },
  );
  return { kind: "statements", statements };
}

/** Builds an index while the table is written to. */
export function buildStatement(table: QualifiedName, index: Index): Statement {
  return {
    sql: createIndexSql(table, index, true),
    transaction: "outside",
    effect: { kind: "indexBuilt", index: besideTable(table, index.name) },
  };
}

function dropArgs(op: DropIndex): [IndexDrop?] {
  if (!dropsKeys(op)) return buildArgs(op);
  return [{ ...buildOf(op), withKeys: true }];
}

function dropsKeys({ withKeys, definition }: DropIndex): boolean {
  return withKeys === true || carriesKeys(definition);
}

function dropPlan(op: DropIndex): Plan | undefined {
  const index = besideTable(op.table, op.name);
  if (dropsKeys(op)) return statements(...dropWithKeysSql(index));
  if (op.concurrently !== true) return undefined;
  const sql = `DROP INDEX CONCURRENTLY ${quoteName(index)}`;
  return {
    kind: "statements",
    statements: [{ sql, transaction: "outside", effect: { kind: "indexDropped", index } }],
  };
}
