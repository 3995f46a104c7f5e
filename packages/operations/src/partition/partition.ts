import {
  nameOf,
  type Partition,
  type PartitionBound,
  type QualifiedName,
  type Schema,
  showName,
} from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { type Irreversible, irreversible } from "../data/irreversible.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { partitionBound, type PartitionBoundInput, partitionBoundInput } from "../input/partitionInput.ts";
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
import { changeTable } from "../schemaChange.ts";
import { quoteName } from "../sql/identifier.ts";
import { detachPartitionSql } from "../sql/partition.ts";
import { createTableSql } from "../sql/table.ts";
import { createTablesSql } from "../sql/tables.ts";
import { isPartitionOf, onlyIfSql, relationIsMissing, unlessThereSql } from "../sql/unlessThere.ts";
import { allTouches } from "../table/touches.ts";
import { withoutTable } from "../table/without.ts";
import { attachArgs, type AttachOptions, attachOptions, attachSql } from "./attachOptions.ts";

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

export interface AlterPartition extends AttachOptions {
  readonly kind: "alterPartition";
  readonly table: QualifiedName;
  readonly name: QualifiedName;
  readonly bound: Change<PartitionBound>;
}

/** The rows that a partition held and those that it is to hold. Without `from` there is no way back. */
export interface PartitionBoundChange {
  readonly from?: PartitionBoundInput;
  readonly to: PartitionBoundInput;
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

  /** Gives a partition other rows to hold: it is detached and attached again, which fails if it holds rows that do not fit. */
  alterPartition: operation({
    directive: (
      table: NameInput,
      name: NameInput,
      bound: PartitionBoundChange,
      options: AttachOptions = {},
    ): AlterPartition => ({
      kind: "alterPartition",
      table: qualifiedName(table),
      name: qualifiedName(name),
      bound: {
        ...(bound.from === undefined ? {} : { from: partitionBound(bound.from) }),
        to: partitionBound(bound.to),
      },
      ...attachOptions(options),
    }),
    args: ({
      table,
      name,
      bound,
      ...options
    }): [NameInput, NameInput, PartitionBoundChange, AttachOptions?] => [
      nameInput(table),
      nameInput(name),
      {
        ...(bound.from === undefined ? {} : { from: partitionBoundInput(bound.from) }),
        to: partitionBoundInput(bound.to),
      },
      ...attachArgs(options),
    ],
    reverse: (op): AlterPartition | Irreversible => {
      const bound = reverseChange(op.bound);
      return bound === undefined
        ? irreversible(`which rows ${partitionWords(op.table, op.name)} held is not known`)
        : { ...op, bound };
    },
    describe: (op) => `${partitionWords(op.table, op.name)}: holds other rows`,
    apply: (schema, op) => withBound(schema, op, op.bound.to),
    touches: (op) => ({ makes: [], breaks: [], needs: [ref.relation(op.table), ref.relation(op.name)] }),
    hazards: ({ table, name }) => [misfits(table, name)],
    compile: {
      postgres: (op) => statements(detachPartitionSql(op.table, op.name), attachSql(op, op.bound.to)),
      sqlite: notOnSqlite("partitions"),
    },
  }),
};

/** What is said of a partition that is checked against the rows that it holds. */
function misfits(table: QualifiedName, name: QualifiedName) {
  const message = `${partitionWords(table, name)}: fails if it holds rows that belong elsewhere`;
  return { code: "fails-on-rows", message } as const;
}

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

export function withBound(
  schema: Schema,
  { name, table }: Pick<AlterPartition, "name" | "table">,
  bound: PartitionBound,
): Schema {
  return changeTable(schema, name, (one) => ({ ...one, partitionOf: { table, bound } }));
}
