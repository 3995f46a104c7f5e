import { type Index, type QualifiedName } from "@limbeck/model";

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
import { type Plan, type Statement, statements } from "../plan.ts";
import { changeIndexes, removeOne } from "../schemaChange.ts";
import { quoteName } from "../sql/identifier.ts";
import { createIndexSql } from "../sql/tableIndex.ts";
import { besideTable } from "../table/touches.ts";
import { dropIndexSql } from "../sql/sqlite/tableIndex.ts";
import { createIndexPlan } from "../rebuild/tableIndex.ts";
import { buildArgs, buildOf, buildWords, type IndexBuild } from "./build.ts";

export type CreateIndex = CreateMember<"createIndex", Index> & IndexBuild;
export type DropIndex = DropMember<"dropIndex", Index> & IndexBuild;
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
    apply: (schema, op) => changeIndexes(schema, op.table, (indexes) => [...indexes, op.definition]),
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
    directive: (table: NameInput, name: string, build: IndexBuild = {}): DropIndex => ({
      ...row.directive(table, name),
      ...buildOf(build),
    }),
    args: (op): [NameInput, string, IndexBuild?] => [...row.args(op), ...buildArgs(op)],
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
      postgres: (op, server) => (op.concurrently ? dropPlan(op) : row.compile.postgres(op, server)),
      sqlite: ({ name }) => statements(dropIndexSql(name)),
    },
  });
}

/** The index by itself; its comment goes the usual way. */
function createPlan(family: IndexFamily, { table, definition }: CreateIndex): Plan {
  const [, ...rest] = family.createSql(table, definition);
  const statements = [buildStatement(table, definition), ...rest.map((sql) => ({ sql }))];
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

function dropPlan({ table, name }: DropIndex): Plan {
  const index = besideTable(table, name);
  const sql = `DROP INDEX CONCURRENTLY ${quoteName(index)}`;
  return {
    kind: "statements",
    statements: [{ sql, transaction: "outside", effect: { kind: "indexDropped", index } }],
  };
}
