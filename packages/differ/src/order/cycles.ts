import {
  type ForeignKey,
  isPartition,
  nameKey,
  nameOf,
  type QualifiedName,
  type Table,
} from "@limbeck/model";
import { type Operation, type Ref, ref } from "@limbeck/operations";

import { groupBy } from "../groups.ts";
import { createPartition, dropPartition, partitionsWith, bundled } from "../partition/partitions.ts";
import { partsApart } from "./partsApart.ts";
import { createPolicies, dropPolicies } from "../table/policies.ts";
import { type FunctionsOver } from "../function/selfReading.ts";

export interface Acyclic {
  /** In an order in which each table points only at itself or at tables before it. */
  readonly tables: readonly Table[];
  /** The keys that close a cycle, or are to come apart, taken out of their tables. */
  readonly closing: readonly { readonly table: Table; readonly key: ForeignKey }[];
}

/**
 * Puts tables that are made together into foreign-key order. Where tables point at one another in a circle, the first of
 * them by order of the list is made without the keys that point ahead, and these come after all tables. So do those of `apartKeys`.
 */
export function breakCycles(
  tables: readonly Table[],
  ownerOf: OwnerOf = nameKey,
  apartKeys: ReadonlySet<Ref> = new Set(),
): Acyclic {
  const graph = graphOf(tables, ownerOf);
  const sorted: Table[] = [];
  const ready = tables.filter((table) => graph.waits.get(nameKey(table)) === 0);
  const rest = tables.values();
  while (sorted.length < tables.length) {
    // Where nothing is ready only circles are left: the next table of the list goes ahead of what it points at.
    const table = ready.shift() ?? rest.next().value;
    if (table === undefined) break;
    if (graph.waits.get(nameKey(table)) === undefined) continue;
    sorted.push(table);
    graph.waits.delete(nameKey(table));
    ready.push(...freedBy(table, graph));
  }
  return takeOut(sorted, ownerOf, apartKeys);
}

/** The key of the table of the list that a table is made with: a partition is made with the one that it is a part of. */
export type OwnerOf = (table: QualifiedName) => string;

interface Graph {
  /** How many tables of the list each table still waits for; a table that is placed is gone from here. */
  readonly waits: Map<string, number>;
  /** Who points at a table. */
  readonly pointers: ReadonlyMap<string, readonly Table[]>;
}

function graphOf(tables: readonly Table[], ownerOf: OwnerOf): Graph {
  const names = new Set(tables.map(nameKey));
  const pairs = tables.flatMap((table) =>
    [...new Set(table.foreignKeys.map(({ references }) => ownerOf(references.table)))]
      .filter((target) => names.has(target) && target !== nameKey(table))
      .map((target) => ({ target, table })),
  );
  const waits = new Map(tables.map((table) => [nameKey(table), 0]));
  for (const { table } of pairs) waits.set(nameKey(table), (waits.get(nameKey(table)) ?? 0) + 1);
  const pointers = new Map(
    [...groupBy(pairs, ({ target }) => target)].map(([target, list]) => [
      target,
      list.map(({ table }) => table),
    ]),
  );
  return { waits, pointers };
}

function freedBy(table: Table, { waits, pointers }: Graph): readonly Table[] {
  return (pointers.get(nameKey(table)) ?? []).filter((other) => {
    const left = waits.get(nameKey(other));
    if (left === undefined) return false;
    waits.set(nameKey(other), left - 1);
    return left === 1;
  });
}

function takeOut(sorted: readonly Table[], ownerOf: OwnerOf, apartKeys: ReadonlySet<Ref>): Acyclic {
  const position = new Map(sorted.map((table, at) => [nameKey(table), at]));
  const ahead = (table: Table, { name, references }: ForeignKey): boolean =>
    apartKeys.has(ref.constraint(table, name)) ||
    (position.get(ownerOf(references.table)) ?? -1) > (position.get(nameKey(table)) ?? 0);
  return {
    tables: sorted.map((table) => ({
      ...table,
      foreignKeys: table.foreignKeys.filter((key) => !ahead(table, key)),
    })),
    closing: sorted.flatMap((table) =>
      table.foreignKeys.filter((key) => ahead(table, key)).map((key) => ({ table, key })),
    ),
  };
}

/** `over` tells which new functions need a table: what of it calls them comes after both, as do the foreign keys of `apartKeys`. */
export function createTables(...asked: Asked): readonly Operation[] {
  const { wholes, inner, partitions, keys, policies } = takenApart(...asked);
  return [
    ...wholes.flatMap(({ table, create }) => [createTable(table, partitions), ...create]),
    ...inner.flatMap(({ create }) => create),
    ...keys.map(({ table, key }): Operation => ({
      kind: "createForeignKey",
      table: nameOf(table),
      definition: key,
    })),
    ...createPolicies(policies),
  ];
}

/** The mirror of `createTables`: first the keys of circles, then the tables, those that point before those pointed at. */
export function dropTables(...asked: Asked): readonly Operation[] {
  const { wholes, inner, partitions, keys, policies } = takenApart(...asked);
  return [
    ...keys.map(({ table, key }): Operation => ({
      kind: "dropForeignKey",
      table: nameOf(table),
      name: key.name,
      definition: key,
    })),
    ...dropPolicies(policies),
    ...inner.flatMap(({ drop }) => drop),
    ...[...wholes].reverse().flatMap(({ table, drop }) => [...drop, dropTable(table, partitions)]),
  ];
}

type Asked = [
  tables: readonly Table[],
  over: FunctionsOver,
  apartKeys: ReadonlySet<Ref>,
  all?: readonly Table[],
];

/** Tables in foreign-key order, their inner partitions, and what of them stands in steps of its own. */
function takenApart(...[tables, over, apartKeys, all = tables]: Asked) {
  const { wholes, inner, keys, ownerOf } = bundled(tables);
  const { tables: sorted, closing } = breakCycles(wholes, ownerOf, apartKeys);
  const apart = partsApart(tables, over, all);
  const parts = inner.map((part) => apart(withoutPolicies(part)));
  return {
    wholes: sorted.map((whole) => apart(withoutPolicies(whole))),
    inner: parts,
    partitions: parts.map(({ table }) => table),
    keys: [...closing, ...keys],
    policies: [...wholes, ...inner],
  };
}

/** They may read any table and call any function, so that they come after all of these. */
function withoutPolicies<T extends Table>(table: T): T {
  return { ...table, policies: [] };
}

function createTable(table: Table, tables: readonly Table[]): Operation {
  if (isPartition(table)) return createPartition(table, tables);
  return { kind: "createTable", table, ...partitionsWith(table, tables) };
}

function dropTable(table: Table, tables: readonly Table[]): Operation {
  if (isPartition(table)) return dropPartition(table, tables);
  return { kind: "dropTable", name: nameOf(table), table, ...partitionsWith(table, tables) };
}
