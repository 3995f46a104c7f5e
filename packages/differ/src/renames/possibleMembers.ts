import {
  type Composite,
  type Dialect,
  type Enum,
  type Index,
  type Named,
  nameKey,
  nameOf,
  type QualifiedName,
  sameValue,
  type Schema,
  type Table,
} from "@limbeck/model";

import { columnLikeness } from "./columnLikeness.ts";
import { type Pair, pairs } from "./pairs.ts";
import { takenNames } from "./taken.ts";

/** Every pair in the tables and enum types that are on both sides. */
export function possibleMembers(before: Schema, after: Schema): readonly Pair[] {
  const taken = takenNames(before);
  return [
    ...both(before.tables, after.tables).flatMap(({ from, to }) =>
      inTable(from, to, HAS_NAME[before.dialect]),
    ),
    ...both(before.enums, after.enums).flatMap(({ from, to }) => inEnum(from, to)),
    ...both(before.composites, after.composites).flatMap(({ from, to }) => inComposite(from, to)),
  ].filter(
    ({ rename }) =>
      !(rename.kind === "constraint" || rename.kind === "index") ||
      !taken.has(nameKey({ ...rename.table, name: rename.to })),
  );
}

function both<T extends QualifiedName>(before: readonly T[], after: readonly T[]) {
  const old = new Map(before.map((one) => [nameKey(one), one]));
  return after.flatMap((to) => {
    const from = old.get(nameKey(to));
    return from === undefined ? [] : [{ from, to }];
  });
}

/** A constraint that nobody named has no name on SQLite that could be changed. */
const HAS_NAME = {
  postgres: () => true,
  sqlite: ({ derivedName }) => derivedName !== true,
} satisfies Record<Dialect, (member: Named) => boolean>;

function inTable(before: Table, after: Table, hasName: (member: Named) => boolean): readonly Pair[] {
  const table = nameOf(after);
  const columns = pairs(before.columns, after.columns, ({ name }) => name, {
    rename: (from, to) => ({ kind: "column", table, from: from.name, to: to.name }),
    likeness: (from, to) => columnLikeness({ before, after }, from.name, to.name),
  });
  const named = <T extends Named>(kind: "constraint" | "index", from: readonly T[], to: readonly T[]) =>
    pairs(from.filter(hasName), to.filter(hasName), ({ name }) => name, {
      rename: (old, now) => ({ kind, table, from: old.name, to: now.name }),
      // Those that say the same are renamed without a question, so what is left here says something else.
      likeness: () => 0,
    });
  const { uniques, foreignKeys, checks, exclusions } = before;
  const held = new Set(
    [...keysOf(before), ...uniques, ...foreignKeys, ...checks, ...exclusions].map(({ name }) => name),
  );
  const constraints = [
    ...named("constraint", keysOf(before), keysOf(after)),
    ...named("constraint", uniques, after.uniques),
    ...named("constraint", foreignKeys, after.foreignKeys),
    ...named("constraint", checks, after.checks),
    ...named("constraint", exclusions, after.exclusions),
  ];
  return [
    ...columns,
    ...constraints.filter(({ rename }) => !held.has(rename.to)),
    ...named<Index>("index", before.indexes, after.indexes),
  ];
}

const keysOf = ({ primaryKey }: Table) => (primaryKey === undefined ? [] : [primaryKey]);

function inEnum(before: Enum, after: Enum): readonly Pair[] {
  const type = nameOf(after);
  return pairs(before.values, after.values, (value) => value, {
    rename: (from, to) => ({ kind: "value", type, from, to }),
    likeness: (from, to) => (before.values.indexOf(from) === after.values.indexOf(to) ? 1 : 0),
  });
}

function inComposite(before: Composite, after: Composite): readonly Pair[] {
  const type = nameOf(after);
  return pairs(before.attributes, after.attributes, ({ name }) => name, {
    rename: (from, to) => ({ kind: "attribute", type, from: from.name, to: to.name }),
    likeness: (from, to) =>
      (sameValue(from.type, to.type) ? 0.6 : 0) +
      (before.attributes.indexOf(from) === after.attributes.indexOf(to) ? 0.4 : 0),
  });
}
