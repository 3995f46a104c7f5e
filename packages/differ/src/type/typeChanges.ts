import { nameKey, type QualifiedName } from "@limbeck/model";
import { type EnumColumn, type Operation } from "@limbeck/operations";

import { type Around } from "./typeUses.ts";

/** What one type asks for. */
export interface TypeChange {
  readonly operations: readonly Operation[];
  /** Columns whose default the new type brings along. */
  readonly carried: readonly EnumColumn[];
  /** The keys of the type, where it is made anew. */
  readonly remade: readonly string[];
}

/** What types ask for. */
export interface TypeDiff {
  /** Columns whose default the new type brings along. */
  readonly carried: readonly EnumColumn[];
  /** The keys of the types that are made anew. */
  readonly remade: ReadonlySet<string>;
}

/** `others` holds the keys of types that are exchanged, or made anew with one that they stand on. */
export function typeDiff(changes: readonly TypeChange[], others: readonly string[]): TypeDiff {
  return {
    carried: changes.flatMap(({ carried }) => carried),
    remade: new Set([...changes.flatMap(({ remade }) => remade), ...others]),
  };
}

/** How types of one kind come, go and change. */
interface TypeKind<T> {
  readonly create: (type: T) => Operation;
  readonly drop: (type: T) => Operation;
  readonly change: (before: T, after: T, around: Around) => TypeChange;
}

/** What becomes of the types of one kind. One that stands on a name that another type takes goes and comes. */
export function diffTypes<T extends QualifiedName>(
  before: readonly T[],
  after: readonly T[],
  around: Around,
  { create, drop, change }: TypeKind<T>,
): readonly TypeChange[] {
  const { kept, added, removed } = matchTypes(before, after, around.exchanged);
  return [
    ...kept.map(([was, type]) => change(was, type, around)),
    ...[...added.map(create), ...removed.map(drop)].map((op) => alone(op)),
  ];
}

/** An operation that carries nothing over. */
export function alone(...operations: readonly Operation[]): TypeChange {
  return { operations, carried: [], remade: [] };
}

function matchTypes<T extends QualifiedName>(
  before: readonly T[],
  after: readonly T[],
  exchanged: ReadonlySet<string>,
) {
  const staying = (types: readonly T[]): ReadonlyMap<string, T> =>
    new Map(types.filter((type) => !exchanged.has(nameKey(type))).map((type) => [nameKey(type), type]));
  const [old, now] = [staying(before), staying(after)];
  return {
    kept: [...now].flatMap(([key, type]) => {
      const was = old.get(key);
      return was === undefined ? [] : [[was, type] as const];
    }),
    added: after.filter((type) => !old.has(nameKey(type))),
    removed: before.filter((type) => !now.has(nameKey(type))),
  };
}
