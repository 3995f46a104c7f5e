import { type Index, type QualifiedName, type Unique } from "@limbeck/model";

import { type Irreversible } from "../data/irreversible.ts";
import { type IfExists } from "../ifExists.ts";
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
import { type Plan } from "../plan.ts";
import { constraintCommentsSql } from "../sql/comment.ts";
import { usingIndexSql } from "../sql/constraint.ts";
import { quoteName } from "../sql/identifier.ts";
import { addKeySql } from "../sql/indexPart.ts";
import { buildArgs, buildOf, buildWords, type IndexBuild } from "../tableIndex/build.ts";
import { buildStatement } from "../tableIndex/concurrently.ts";

/** A constraint that stands on a unique index: a primary key is a unique constraint too. */
export interface KeyFamily<C extends string, D extends string, K extends Unique, I> extends MemberFamily<
  C,
  D,
  K,
  I
> {
  readonly words: "PRIMARY KEY" | "UNIQUE";
  /** Where a table has it. */
  readonly place: "primaryKey" | "uniques";
}

type CreateKey<C extends string, K extends Unique> = CreateMember<C, K> & IndexBuild;
/** `concurrently` says how it was built, and would be again; a constraint is dropped in one way only. */
type DropKey<D extends string, K extends Unique> = DropMember<D, K> & IndexBuild;

/** The row that adds a key. With `{ concurrently: true }` its index is built first, while the table is written to. */
export function createKeyRow<C extends string, D extends string, K extends Unique, I>(
  family: KeyFamily<C, D, K, I>,
) {
  const row = createMember(family);
  return operation({
    ...row,
    directive: (table: NameInput, definition: I, build: IndexBuild = {}): CreateKey<C, K> => ({
      ...row.directive(table, definition),
      ...buildOf(build),
    }),
    args: (op): [NameInput, I, IndexBuild?] => [...row.args(op), ...buildArgs(op)],
    reverse: (op): DropKey<D, K> => ({ ...row.reverse(op), ...buildOf(op) }),
    describe: (op) => `${row.describe(op)}${buildWords(op)}`,
    apply: (schema, op) => takeOver(schema, op, family.place, family.add),
    compile: {
      postgres: (op, server) =>
        op.concurrently === true
          ? usingIndexPlan(family.words, op.table, op.definition)
          : row.compile.postgres(op, server),
      // SQLite lets nobody else write meanwhile, however an index is built.
      sqlite: row.compile.sqlite,
    },
  });
}

/** ALTER TABLE … ADD, of the key and of what partitions have as their part of it, and the comments of the key. */
export function createKeySql<K extends Unique>(
  table: QualifiedName,
  key: K,
  words: (key: K) => string,
): readonly string[] {
  return [...addKeySql(table, key, words), ...constraintCommentsSql(table, key)];
}

/** The row that drops a key. */
export function dropKeyRow<C extends string, D extends string, K extends Unique, I>(
  family: KeyFamily<C, D, K, I>,
) {
  const row = dropMember(family);
  return operation({
    ...row,
    directive: (table: NameInput, name: string, options: IfExists = {}): DropKey<D, K> =>
      row.directive(table, name, options),
    reverse: (op): CreateKey<C, K> | Irreversible => {
      const opposite = row.reverse(op);
      return opposite.kind === "irreversible" ? opposite : { ...opposite, ...buildOf(op) };
    },
  });
}

/** Builds the index, then makes it the constraint, for which nothing has to be read any more. */
function usingIndexPlan(words: "PRIMARY KEY" | "UNIQUE", table: QualifiedName, key: Unique): Plan {
  const add = `ALTER TABLE ${quoteName(table)} ADD ${usingIndexSql(words, key)}`;
  const comments = constraintCommentsSql(table, key);
  return {
    kind: "statements",
    statements: [buildStatement(table, indexOf(key)), ...[add, ...comments].map((sql) => ({ sql }))],
  };
}

function indexOf({ columns, deferrable: _, comment: __, indexComment: ___, ...key }: Unique): Index {
  return { ...key, unique: true, elements: columns.map((column) => ({ kind: "column", column })) };
}
