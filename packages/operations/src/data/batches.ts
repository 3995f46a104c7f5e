import { showName } from "@limbeck/model";

import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, OPAQUE, operation } from "../operation.ts";
import { type BatchCallback, type Plan, type Walk } from "../plan.ts";
import { ref } from "../ref.ts";
import { irreversible, type Irreversible } from "./irreversible.ts";

/** A walk over a table. */
export interface Batches extends Walk {
  readonly kind: "batches";
}

export interface BatchesInput {
  /** How many rows the first batch has: 1000. Later ones have as many as take the target time. */
  readonly size?: number;
  /** What is walked by, if not by the primary key: the columns of a unique constraint or index, none of which is NULL. */
  readonly key?: string | readonly string[];
  /** How long a batch should take, in milliseconds: 500. 0 keeps the size. */
  readonly targetTime?: number;
}

const SIZE = 1000;
const TARGET_TIME = 500;

export const batchesOperations = {
  /**
   * Walks a table by its primary key and calls code for so many rows at a time, each time in a short transaction of its own:
   * `op.batches("tasks", { size: 500 }, async ({ op, where }) => …)`. A run that is cut off goes on at the next batch.
   */
  batches: operation({
    directive: (table: NameInput, input: BatchesInput, call: BatchCallback): Batches => ({
      kind: "batches",
      table: qualifiedName(table),
      size: atLeast("size", input.size ?? SIZE, 1),
      targetTime: atLeast("targetTime", input.targetTime ?? TARGET_TIME, 0),
      ...(input.key === undefined ? {} : { key: keyOf(input.key) }),
      call,
    }),
    args: ({ table, size, targetTime, key, call }): [NameInput, BatchesInput, BatchCallback] => [
      nameInput(table),
      { size, targetTime, ...(key === undefined ? {} : { key }) },
      call,
    ],
    reverse: (): Irreversible => irreversible("what op.batches did can only be taken back by hand"),
    describe: (op) => `batches of ${showName(op.table)}`,
    apply: () => OPAQUE,
    touches: (op) => ({ makes: [], breaks: [], needs: [ref.relation(op.table)] }),
    hazards: noHazards,
    compile: {
      postgres: (op): Plan => ({ kind: "walk", walk: op }),
      sqlite: (op): Plan => ({ kind: "walk", walk: op }),
    },
  }),
};

function atLeast(name: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`${name} is to be a whole number of at least ${least}, not ${value}`);
}

function keyOf(key: string | readonly string[]): readonly string[] {
  const columns = typeof key === "string" ? [key] : key;
  if (columns.length === 0) throw new Error("key names no column");
  return columns;
}
