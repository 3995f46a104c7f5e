import { type PartitionBound, type QualifiedName } from "@limbeck/model";

import { type Irreversible, irreversible } from "../data/irreversible.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { partitionBound, type PartitionBoundInput, partitionBoundInput } from "../input/partitionInput.ts";
import { noHazards, OPAQUE, operation } from "../operation.ts";
import { notOnSqlite, type Plan, statements } from "../plan.ts";
import { ref, type Touches } from "../ref.ts";
import { attachPartitionSql, detachPartitionSql } from "../sql/partition.ts";
import { misfits, partitionWords } from "./partition.ts";

export interface AttachPartition {
  readonly kind: "attachPartition";
  readonly table: QualifiedName;
  readonly name: QualifiedName;
  readonly bound: PartitionBound;
}

export interface DetachPartition extends DetachOptions {
  readonly kind: "detachPartition";
  readonly table: QualifiedName;
  readonly name: QualifiedName;
}

/** How a partition is detached. */
export interface DetachOptions {
  /** Which rows it holds, for the way back. */
  readonly bound?: PartitionBoundInput;
  /** Without keeping anyone waiting who uses the table, and outside a transaction. Not where there is a default partition. */
  readonly concurrently?: true;
}

export const attachPartitionOperations = {
  /** Makes a table a partition of another: `op.attachPartition("events", "events_2025", { from: ["2025-01-01"], to: ["2026-01-01"] })`. */
  attachPartition: operation({
    directive: (table: NameInput, name: NameInput, bound: PartitionBoundInput): AttachPartition => ({
      kind: "attachPartition",
      table: qualifiedName(table),
      name: qualifiedName(name),
      bound: partitionBound(bound),
    }),
    args: (op): [NameInput, NameInput, PartitionBoundInput] => [
      nameInput(op.table),
      nameInput(op.name),
      partitionBoundInput(op.bound),
    ],
    reverse: ({ table, name, bound }): DetachPartition => ({
      kind: "detachPartition",
      table,
      name,
      bound: partitionBoundInput(bound),
    }),
    describe: (op) => `${partitionWords(op.table, op.name)}: attached`,
    // Which of its indexes and constraints become those of the table that it is a part of, only the server can say.
    apply: () => OPAQUE,
    touches: bothTables,
    hazards: ({ table, name }) => [misfits(table, name)],
    compile: {
      postgres: ({ table, name, bound }) => statements(attachPartitionSql(table, name, bound)),
      sqlite: notOnSqlite("partitions"),
    },
  }),

  /**
   * Makes a partition a table of its own, with its rows: `op.detachPartition("events", "events_2024")`. With
   * `{ concurrently: true }` without making the table's queries wait; with `{ bound }` there is a way back.
   */
  detachPartition: operation({
    directive: (
      table: NameInput,
      name: NameInput,
      { bound, concurrently }: DetachOptions = {},
    ): DetachPartition => ({
      kind: "detachPartition",
      table: qualifiedName(table),
      name: qualifiedName(name),
      ...(bound === undefined ? {} : { bound }),
      ...(concurrently === true ? { concurrently } : {}),
    }),
    args: ({ kind: _, table, name, ...options }): [NameInput, NameInput, DetachOptions?] => {
      const names: [NameInput, NameInput] = [nameInput(table), nameInput(name)];
      return Object.keys(options).length === 0 ? names : [...names, options];
    },
    reverse: ({ table, name, bound }): AttachPartition | Irreversible =>
      bound === undefined
        ? irreversible(`which rows ${partitionWords(table, name)} held is not known`)
        : { kind: "attachPartition", table, name, bound: partitionBound(bound) },
    describe: (op) =>
      `${partitionWords(op.table, op.name)}: detached${op.concurrently === true ? " concurrently" : ""}`,
    apply: () => OPAQUE,
    touches: bothTables,
    hazards: noHazards,
    compile: { postgres: detachPlan, sqlite: notOnSqlite("partitions") },
  }),
};

function bothTables({ table, name }: Pick<AttachPartition, "table" | "name">): Touches {
  return { makes: [], breaks: [], needs: [ref.relation(table), ref.relation(name)] };
}

function detachPlan({ table, name, concurrently }: DetachPartition): Plan {
  const sql = detachPartitionSql(table, name);
  if (concurrently !== true) return statements(sql);
  return { kind: "statements", statements: [{ sql: `${sql} CONCURRENTLY`, transaction: "outside" }] };
}
