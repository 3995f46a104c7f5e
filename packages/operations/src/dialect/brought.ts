import {
  type Collation,
  type Column,
  type Sequence,
  type Table,
  type Trigger,
  type View,
} from "@limbeck/model";

import { type ColumnChanges } from "../column/changes.ts";
import { plainType } from "../input/typeInput.ts";
import { type Operation, type OperationKind, type OperationOf } from "../operations.ts";

/** What of the model an operation brings into a database, as far as it says it. What it only takes away is no matter. */
export interface Brought {
  readonly table?: Said<Table>;
  /** Those that come with the table. */
  readonly partitions?: readonly Table[];
  readonly view?: View;
  readonly trigger?: Trigger;
  readonly sequence?: Said<Sequence>;
  readonly collation?: Collation;
}

/** Some of the fields; `false` for what is switched off. */
type Said<T> = { readonly [F in keyof T]?: T[F] | false };

const BROUGHT: { readonly [K in OperationKind]?: (op: OperationOf<K>) => Brought } = {
  createTable: ({ table, partitions = [] }) => ({ table, partitions }),
  createPartition: ({ partition, partitions = [] }) => ({ table: partition, partitions }),
  alterTable: ({ changes }) => ({ table: targets(changes) }),
  addColumn: ({ column }) => ({ table: { columns: [column] } }),
  alterColumn: ({ changes }) => ({ table: { columns: changedColumns(changes) } }),
  createPrimaryKey: ({ definition }) => ({ table: { primaryKey: definition } }),
  createUnique: ({ definition }) => ({ table: { uniques: [definition] } }),
  createForeignKey: ({ definition }) => ({ table: { foreignKeys: [definition] } }),
  createCheck: ({ definition }) => ({ table: { checks: [definition] } }),
  createExclude: ({ definition }) => ({ table: { exclusions: [definition] } }),
  createPolicy: ({ definition }) => ({ table: { policies: [definition] } }),
  createIndex: ({ definition }) => ({ table: { indexes: [definition] } }),
  createView: ({ view }) => ({ view }),
  replaceView: ({ view }) => ({ view: view.to }),
  createTrigger: ({ trigger }) => ({ trigger }),
  replaceTrigger: ({ change }) => ({ trigger: change.to }),
  createSequence: ({ sequence }) => ({ sequence }),
  alterSequence: ({ options }) => ({ sequence: { unlogged: options.to.unlogged ?? false } }),
  createCollation: ({ collation }) => ({ collation }),
};

export function broughtBy(op: Operation): Brought {
  if (op.kind === "own") return {};
  // The row is that of the operation's kind; the compiler cannot tie the two together through a union.
  const row = BROUGHT[op.kind] as ((op: Operation) => Brought) | undefined;
  return row?.(op) ?? {};
}

/** What a column becomes, as far as it changes. */
function changedColumns({
  using: _,
  usingBack: __,
  remakeBack: ___,
  ...said
}: ColumnChanges): readonly Column[] {
  const { remake, type, ...changes } = said;
  const changed = { ...(type === undefined ? {} : plainType(type.to)), ...targets(changes) };
  // A part of a column, of which each field is asked by itself.
  return [changed as Column, ...(remake === undefined ? [] : [remake])];
}

/** What changes lead to; nothing for what is taken away. */
function targets<T>(changes: { readonly [F in keyof T]?: { readonly to: T[F] } }): Partial<T> {
  const entries = Object.entries<{ readonly to: unknown } | undefined>(changes);
  // Each value comes from the member of its name.
  return Object.fromEntries(entries.map(([field, change]) => [field, change?.to])) as Partial<T>;
}
