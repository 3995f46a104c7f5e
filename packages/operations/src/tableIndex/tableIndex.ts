import { type Index, type QualifiedName, showName } from "@limbeck/model";

import { listOf } from "../constraint/family.ts";
import { ifExistsSql } from "../ifExists.ts";
import { index, type IndexInput, indexInput } from "../input/indexInput.ts";
import { type MemberFamily } from "../member.ts";
import { noHazards, operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { changeIndexes, replaceOne } from "../schemaChange.ts";
import { commentStatements } from "../sql/comment.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { indexSql } from "../sql/indexPart.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { partKeyMakes, partMakes, partNeeds } from "../table/parts.ts";
import {
  besideTable,
  columnRefs,
  everyColumn,
  expressionIndex,
  indexCalls,
  indexColumns,
  indexKey,
} from "../table/touches.ts";
import { renameUsedIn } from "./renameUsed.ts";
import { createIndexRow, dropIndexRow } from "./concurrently.ts";
import { renameIndexPlan } from "../rebuild/tableIndex.ts";

export interface RenameIndex {
  readonly kind: "renameIndex";
  readonly table: QualifiedName;
  readonly name: string;
  readonly to: string;
}

const family: MemberFamily<"createIndex", "dropIndex", Index, IndexInput> = {
  create: "createIndex",
  drop: "dropIndex",
  noun: "index",
  read: index,
  show: indexInput,
  ...listOf("indexes"),
  makes: (table, member) => [
    ref.relation(besideTable(table, member.name)),
    ...(member.unique ? [ref.key(table, indexKey(member))] : []),
    ...partMakes(member, member.unique ? indexKey(member) : undefined),
    ...partKeyMakes(member),
  ],
  needs: (table, member) => [
    ...columnRefs(table, indexColumns(member)),
    ...(expressionIndex(member) ? [everyColumn(table), ...indexCalls(member)] : []),
    ...partNeeds(table, member),
  ],
  hazards: (table, { name, unique }) =>
    unique
      ? [
          {
            code: "fails-on-duplicates",
            message: `unique index ${name} on ${showName(table)}: fails if rows repeat`,
          },
        ]
      : noHazards(),
  createSql: (table, member) => [
    ...indexSql(table, member),
    ...commentStatements({ index: besideTable(table, member.name) }, member.comment),
  ],
  dropSql: (table, name, options) => [
    `DROP INDEX ${ifExistsSql(options)}${quoteName(besideTable(table, name))}`,
  ],
};

export const indexOperations = {
  /**
   * Adds an index to a table or materialized view: `op.createIndex("tasks", { name: "ix_tasks_due", columns: ["due"] })`. With `{ concurrently: true }`
   * the table can be written to meanwhile; the revision leaves its transaction for it. With `{ ifNotExists: true }` a relation of that name stays as
   * it is; the opposite, a drop with `{ ifExists: true }`, drops it all the same.
   */
  createIndex: createIndexRow(family),
  /**
   * Drops an index; with `{ concurrently: true }` without making the table's queries wait, and with `{ ifExists: true }` only where there is
   * one.
   */
  dropIndex: dropIndexRow(family),

  /** Gives an index another name. */
  renameIndex: operation({
    directive: (table: NameInput, name: string, to: string): RenameIndex => ({
      kind: "renameIndex",
      table: qualifiedName(table),
      name,
      to,
    }),
    args: (op) => [nameInput(op.table), op.name, op.to],
    reverse: (op): RenameIndex => ({ ...op, name: op.to, to: op.name }),
    describe: (op) => `index ${op.name} on ${showName(op.table)}: renamed to ${op.to}`,
    apply: (schema, op) =>
      changeIndexes(renameUsedIn(schema, op), op.table, (indexes) =>
        replaceOne(
          indexes,
          ({ name }) => name === op.name,
          (item) => ({ ...item, name: op.to }),
          `index ${op.name}`,
        ),
      ),
    touches: (op) => ({
      makes: [ref.relation(besideTable(op.table, op.to))],
      breaks: [ref.relation(besideTable(op.table, op.name))],
      needs: [ref.relation(op.table)],
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) =>
        statements(
          `ALTER INDEX ${quoteName(besideTable(op.table, op.name))} RENAME TO ${quoteIdentifier(op.to)}`,
        ),
      sqlite: renameIndexPlan,
    },
  }),
};
