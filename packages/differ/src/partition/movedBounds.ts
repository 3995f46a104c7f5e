import {
  isPartition,
  nameKey,
  nameOf,
  type Partition,
  partitionsOf,
  type QualifiedName,
  sameName,
  type Schema,
  type Table,
} from "@limbeck/model";
import {
  type AlterPartition,
  type AttachOptions,
  type AttachPartition,
  type DetachPartition,
  type Operation,
  partitionBoundInput,
} from "@limbeck/operations";

import { attachedTo } from "./excluding.ts";

/**
 * The operations where those partitions of a table that are to hold other rows are all detached before the first is attached again: what
 * the one is to hold, the other may hold until then. One that is divided itself goes and comes without its own partitions where the table has
 * an identity column: detaching takes that from all of them, and attaching gives it back to the one alone (DetachPartitionFinalize and
 * MergeAttributesIntoExisting in PostgreSQL's tablecmds.c).
 */
export function detachedFirst(
  operations: readonly Operation[],
  before: Schema,
  after: Schema,
): readonly Operation[] {
  const moved = operations.filter((op) => op.kind === "alterPartition");
  const tables = moved.map(({ table }) => nameKey(table));
  const several = new Set(tables.filter((table, at) => tables.indexOf(table) !== at));
  const carried = new Map(moved.map((op) => [op, carriedWith(op, before, after)]));
  const inner = new Set([...carried.values()].flat().map(({ after: part }) => nameKey(part)));
  return operations.flatMap((op): readonly Operation[] => {
    if (op.kind !== "alterPartition") return [op];
    if (inner.has(nameKey(op.name))) return [];
    const parts = carried.get(op) ?? [];
    const options = attachedTo(op.table, before.tables, after.tables);
    return parts.length > 0 || several.has(nameKey(op.table))
      ? inTwo(op, parts, options)
      : [{ ...op, ...options }];
  });
}

interface Carried {
  readonly before: Partition;
  readonly after: Partition;
}

function inTwo(op: AlterPartition, parts: readonly Carried[], options: AttachOptions): readonly Operation[] {
  const { table, name } = op;
  const { from, to } = op.bound;
  if (from === undefined) return [op];
  return [
    ...[...parts].reverse().map(({ before }) => ({ ...detached(before), ...options })),
    { kind: "detachPartition", table, name, bound: partitionBoundInput(from), moves: true, ...options },
    { kind: "attachPartition", table, name, bound: to, moves: true, ...options },
    ...parts.map(({ after }) => ({ ...attached(after), ...options })),
  ];
}

function detached(part: Partition): DetachPartition {
  const { table, bound } = part.partitionOf;
  return {
    kind: "detachPartition",
    table,
    name: nameOf(part),
    bound: partitionBoundInput(bound),
    moves: true,
  };
}

function attached(part: Partition): AttachPartition {
  const { table, bound } = part.partitionOf;
  return { kind: "attachPartition", table, name: nameOf(part), bound, moves: true };
}

/** The partitions of a partition that stay in it and have to be detached and attached with it, the outer ones first. */
export function carriedWith(
  { name }: Pick<AlterPartition, "name">,
  before: Schema,
  after: Schema,
): readonly Carried[] {
  if (![before, after].some((schema) => countsItself(name, schema.tables))) return [];
  const old = new Map(before.tables.map((table) => [nameKey(table), table]));
  return partitionsOf(name, after.tables).flatMap((part) => {
    const was = old.get(nameKey(part));
    if (was === undefined || !isPartition(was)) return [];
    return sameName(was.partitionOf.table, part.partitionOf.table) ? [{ before: was, after: part }] : [];
  });
}

/** Whether a table, or one that it is a part of, has an identity column. */
function countsItself(name: QualifiedName, tables: readonly Table[]): boolean {
  const table = tables.find((one) => sameName(one, name));
  if (table === undefined) return false;
  return (
    hasIdentity(table) || (table.partitionOf !== undefined && countsItself(table.partitionOf.table, tables))
  );
}

function hasIdentity({ columns }: Table): boolean {
  return columns.some(({ identity }) => identity !== undefined);
}
