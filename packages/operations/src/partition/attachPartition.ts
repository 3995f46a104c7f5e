import { type PartitionBound, type QualifiedName } from "@limbeck/model";

import { type Irreversible, irreversible } from "../data/irreversible.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { partitionBound, type PartitionBoundInput, partitionBoundInput } from "../input/partitionInput.ts";
import { argumentWrong } from "../errors.ts";
import { type IfExists, ifExistsOf } from "../ifExists.ts";
import { noHazards, OPAQUE, operation } from "../operation.ts";
import { notOnSqlite, type Effect, type Plan, statements } from "../plan.ts";
import { ref, type Touches } from "../ref.ts";
import { detachPartitionSql } from "../sql/partition.ts";
import { isPartitionOf, onlyIfSql } from "../sql/unlessThere.ts";
import { attachArgs, type AttachOptions, attachOptions, attachSql } from "./attachOptions.ts";
import { withBound } from "./alterPartition.ts";
import { partitionWords } from "./partition.ts";

/** That a partition is to hold other rows is all that it is detached and attached for; known where autogenerate made the operation. */
interface Moves {
  readonly moves?: true;
}

export interface AttachPartition extends AttachOptions, Moves {
  readonly kind: "attachPartition";
  readonly table: QualifiedName;
  readonly name: QualifiedName;
  readonly bound: PartitionBound;
}

export interface DetachPartition extends DetachOptions, Moves {
  readonly kind: "detachPartition";
  readonly table: QualifiedName;
  readonly name: QualifiedName;
}

/** How a partition is detached. */
export interface DetachOptions extends AttachOptions, IfExists {
  /** Which rows it holds, for the way back. */
  readonly bound?: PartitionBoundInput;
  /** Without keeping anyone waiting who uses the table, and outside a transaction. Not where there is a default partition. */
  readonly concurrently?: true;
}

export const attachPartitionOperations = {
  /**
   * Makes a table a partition of another: `op.attachPartition("events", "events_2025", { from: ["2025-01-01"], to: ["2026-01-01"] })`. With
   * `{ replaceExclusions: true }` last, its exclusion constraints that the table has too are made anew as parts of those.
   */
  attachPartition: operation({
    directive: (
      table: NameInput,
      name: NameInput,
      bound: PartitionBoundInput,
      options: AttachOptions = {},
    ): AttachPartition => ({
      kind: "attachPartition",
      table: qualifiedName(table),
      name: qualifiedName(name),
      bound: partitionBound(bound),
      ...attachOptions(options),
    }),
    args: (op): [NameInput, NameInput, PartitionBoundInput, AttachOptions?] => [
      nameInput(op.table),
      nameInput(op.name),
      partitionBoundInput(op.bound),
      ...attachArgs(op),
    ],
    reverse: ({ bound, ...rest }): DetachPartition => ({
      ...rest,
      kind: "detachPartition",
      bound: partitionBoundInput(bound),
    }),
    describe: (op) => `${partitionWords(op.table, op.name)}: attached`,
    // Which of its indexes and constraints become those of the table that it is a part of, only the server can say.
    apply: (schema, op) => (op.moves === true ? withBound(schema, op, op.bound) : OPAQUE),
    touches: bothTables,
    hazards: ({ table, name }) => [
      {
        code: "fails-on-rows",
        message: `${partitionWords(table, name)}: fails if a row belongs elsewhere, for which all are read, and nobody can use it meanwhile`,
      },
    ],
    compile: {
      postgres: (op) => statements(attachSql(op, op.bound)),
      sqlite: notOnSqlite("partitions"),
    },
  }),

  /**
   * Makes a partition a table of its own, with its rows: `op.detachPartition("events", "events_2024")`. With
   * `{ concurrently: true }` without making the table's queries wait; with `{ bound }` there is a way back; with `{ ifExists: true }` what is no
   * partition of that table is passed over.
   */
  detachPartition: operation({
    directive: (
      table: NameInput,
      name: NameInput,
      { bound, concurrently, ...options }: DetachOptions = {},
    ): DetachPartition => {
      if (concurrently === true && options.ifExists === true) throw both();
      return {
        kind: "detachPartition",
        table: qualifiedName(table),
        name: qualifiedName(name),
        ...(bound === undefined ? {} : { bound }),
        ...(concurrently === true ? { concurrently } : {}),
        ...attachOptions(options),
        ...ifExistsOf(options),
      };
    },
    args: ({ kind: _, moves: __, table, name, ...options }): [NameInput, NameInput, DetachOptions?] => {
      const names: [NameInput, NameInput] = [nameInput(table), nameInput(name)];
      return Object.keys(options).length === 0 ? names : [...names, options];
    },
    reverse: ({ table, name, bound, moves, ifExists, ...options }): AttachPartition | Irreversible => {
      const words = partitionWords(table, name);
      if (bound === undefined) return irreversible(`which rows ${words} held is not known`);
      if (ifExists === true) return irreversible(`whether ${words} was there is not known`);
      const kept = { ...attachOptions(options), moves };
      return defined({ kind: "attachPartition", table, name, bound: partitionBound(bound), ...kept });
    },
    describe: (op) =>
      `${partitionWords(op.table, op.name)}: detached${op.concurrently === true ? " concurrently" : ""}`,
    apply: (schema, { moves }) => (moves === true ? schema : OPAQUE),
    touches: bothTables,
    hazards: noHazards,
    compile: { postgres: detachPlan, sqlite: notOnSqlite("partitions") },
  }),
};

function bothTables({ table, name }: Pick<AttachPartition, "table" | "name">): Touches {
  return { makes: [], breaks: [], needs: [ref.relation(table), ref.relation(name)] };
}

/** DETACH … CONCURRENTLY runs in no block that could ask first. */
function both(): Error {
  return argumentWrong("detachPartition", "takes ifExists or concurrently, not both");
}

function detachPlan({ table, name, concurrently, ifExists }: DetachPartition): Plan {
  const sql = detachPartitionSql(table, name);
  if (ifExists === true) return statements(onlyIfSql(isPartitionOf(table, name), [sql]));
  if (concurrently !== true) return statements(sql);
  const effect: Effect = { kind: "detached", table, partition: name };
  return { kind: "statements", statements: [{ sql: `${sql} CONCURRENTLY`, transaction: "outside", effect }] };
}
