import { nameOf, type Partition, type QualifiedName, showName } from "@limbeck/model";

import { type Irreversible, irreversible } from "../data/irreversible.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import {
  partition,
  type PartitionInput,
  partitionInput,
  partitionsIn,
  partitionsInput,
} from "../input/partitionTableInput.ts";
import {
  backFromCreate,
  backFromDrop,
  type IfExists,
  ifExistsOf,
  type IfNotExists,
  ifNotExistsOf,
  optionArgs,
} from "../ifExists.ts";
import { hasRelation, hasTable } from "../isThere.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, type ServerFacts, statements } from "../plan.ts";
import { ref, reverseTouches } from "../ref.ts";
import { quoteName } from "../sql/identifier.ts";
import { detachPartitionSql } from "../sql/partition.ts";
import { createTableSql } from "../sql/table.ts";
import { createTablesSql } from "../sql/tables.ts";
import { isPartitionOf, onlyIfSql, relationIsMissing, unlessThereSql } from "../sql/unlessThere.ts";
import { allTouches } from "../table/touches.ts";
import { withoutTable } from "../table/without.ts";

export interface CreatePartition extends IfNotExists {
  readonly kind: "createPartition";
  readonly partition: Partition;
  /** Its own partitions, on all levels, each behind the one that it is a part of. */
  readonly partitions?: readonly Partition[];
}

export interface DropPartition extends IfExists {
  readonly kind: "dropPartition";
  readonly table: QualifiedName;
  readonly name: QualifiedName;
  /** What is dropped, and the partitions that go with it; known where autogenerate made the operation. */
  readonly partition?: Partition;
  readonly partitions?: readonly Partition[];
}

export const partitionOperations = {
  /**
   * Creates a partition: `op.createPartition("events", "events_2026", { from: ["2026-01-01"], to: ["2027-01-01"] })`. With `{ ifNotExists: true }`
   * last, a table that is there stays as it is.
   */
  createPartition: operation({
    directive: (
      table: NameInput,
      name: NameInput,
      input: PartitionInput,
      options: IfNotExists = {},
    ): CreatePartition => ({
      kind: "createPartition",
      partition: partition(qualifiedName(table), qualifiedName(name), input),
      ...partitionsIn(qualifiedName(name), input),
      ...ifNotExistsOf(options),
    }),
    args: ({ partition: one, ...rest }): [NameInput, NameInput, PartitionInput, IfNotExists?] => [
      nameInput(one.partitionOf.table),
      nameInput(one),
      { ...partitionInput(one), ...partitionsInput(one, rest) },
      ...optionArgs(ifNotExistsOf(rest)),
    ],
    reverse: ({ partition: one, ifNotExists, ...rest }): DropPartition => ({
      ...rest,
      ...backFromCreate(defined({ ifNotExists })),
      kind: "dropPartition",
      table: one.partitionOf.table,
      name: nameOf(one),
      partition: one,
    }),
    describe: ({ partition: one }) => `${partitionWords(one.partitionOf.table, one)}: added`,
    apply: (schema, op) =>
      op.ifNotExists === true && hasRelation(schema, op.partition)
        ? schema
        : { ...schema, tables: [...schema.tables, ...allOf(op)] },
    touches: (op) => allTouches(allOf(op)),
    hazards: noHazards,
    compile: {
      postgres: (op, server) => statements(...createSql(op, server)),
      sqlite: notOnSqlite("partitions"),
    },
  }),

  /** Drops a partition and the rows in it. With `{ ifExists: true }` one that is not there, or is no partition of that table, is passed over. */
  dropPartition: operation({
    directive: (table: NameInput, name: NameInput, options: IfExists = {}): DropPartition => ({
      kind: "dropPartition",
      table: qualifiedName(table),
      name: qualifiedName(name),
      ...ifExistsOf(options),
    }),
    args: (op): [NameInput, NameInput, IfExists?] => [
      nameInput(op.table),
      nameInput(op.name),
      ...optionArgs(ifExistsOf(op)),
    ],
    reverse: ({ table, name, partition: one, partitions, ...rest }): CreatePartition | Irreversible =>
      one === undefined
        ? irreversible(`what ${partitionWords(table, name)} looked like is not known`)
        : {
            kind: "createPartition",
            partition: one,
            ...(partitions === undefined ? {} : { partitions }),
            ...backFromDrop(rest),
          },
    describe: (op) => `${partitionWords(op.table, op.name)}: removed`,
    apply: (schema, op) =>
      op.ifExists === true && !hasTable(schema, op.name)
        ? schema
        : withoutTable(schema, op.name, partitionWords(op.table, op.name)),
    touches: ({ table, name, partition: one, partitions = [] }) =>
      one === undefined
        ? { makes: [], breaks: [ref.relation(name)], needs: [ref.relation(table)] }
        : reverseTouches(allTouches([one, ...partitions])),
    hazards: (op) => [
      {
        code: "loses-table",
        message: `drops ${partitionWords(op.table, op.name)} and its rows`,
        loses: [{ kind: "table", table: op.name }],
      },
    ],
    compile: {
      // While a foreign key points at the table, each of its partitions can only be detached (ATExecDetachPartition looks for rows
      // that would point nowhere).
      postgres: ({ table, name, ifExists }) => {
        const both = [detachPartitionSql(table, name), `DROP TABLE ${quoteName(name)}`];
        return ifExists === true
          ? statements(onlyIfSql(isPartitionOf(table, name), both))
          : statements(...both);
      },
      sqlite: notOnSqlite("partitions"),
    },
  }),
};

export function partitionWords(table: QualifiedName, name: QualifiedName): string {
  return `partition ${showName(name)} of ${showName(table)}`;
}

/** All that it takes; of several statements, none where the partition is there. */
function createSql(op: CreatePartition, server: ServerFacts): readonly string[] {
  const all = createTablesSql(allOf(op), server);
  if (op.ifNotExists !== true) return all;
  return all.length === 1
    ? createTableSql(op.partition, server, op)
    : [unlessThereSql(relationIsMissing(op.partition), all)];
}

function allOf({ partition: one, partitions = [] }: CreatePartition): readonly Partition[] {
  return [one, ...partitions];
}
