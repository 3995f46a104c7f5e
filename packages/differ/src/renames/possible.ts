import {
  type Composite,
  type Dialect,
  type Enum,
  type Index,
  inputTypes,
  isPartition,
  multirangeName,
  type Named,
  nameKey,
  nameOf,
  type QualifiedName,
  type Range,
  routineKey,
  sameName,
  sameValue,
  type Schema,
  type Sequence,
  type Table,
} from "@limbeck/model";
import { namespaceOf } from "@limbeck/operations";

import { columnLikeness } from "./columnLikeness.ts";
import {
  compositeLikeness,
  domainLikeness,
  enumLikeness,
  functionLikeness,
  isMaterialized,
  isPlain,
  partitionLikeness,
  collationLikeness,
  rangeLikeness,
  sequenceLikeness,
  tableLikeness,
  takesTheSame,
  viewLikeness,
} from "./likeness.ts";
import { type Rename, renamedName, type RootKind } from "./rename.ts";
import { takenNames } from "./taken.ts";

/** Two things of one kind in one place, of which one goes and the other comes. */
export interface Pair {
  readonly rename: Rename;
  /** How alike they are beside their names, from 0 to 1. */
  readonly likeness: () => number;
}

/** What could be compared for one kind of thing. */
interface Kind<T> {
  readonly rename: (from: T, to: T) => Rename;
  readonly likeness: (from: T, to: T) => number;
  /** Whether the one can become the other at all. Absent: yes. */
  readonly fits?: (from: T, to: T) => boolean;
}

/** Every pair of things that could be a rename in the schema itself, or a move to another: tables, enum types, sequences. */
export function possibleRoots(before: Schema, after: Schema): readonly Pair[] {
  const root = <T extends QualifiedName>(
    kind: RootKind,
    likeness: (from: T, to: T) => number,
    fits: (from: T, to: T) => boolean = () => true,
  ): Kind<T> => ({
    rename: (from, to) => ({ kind, name: nameOf(from), to: to.name, ...moveOf(from, to) }),
    likeness,
    fits,
  });
  const taken = takenNames(before);
  // Its multirange type goes along.
  const bringsFree = (from: Range, to: Range): boolean =>
    sameName(multirangeName(from), multirangeName(to)) || !taken.has(nameKey(multirangeName(to)));
  const canRename = CAN_RENAME[before.dialect];
  const relations = [
    ...pairs(
      before.tables.filter(isWhole),
      after.tables.filter(isWhole),
      nameKey,
      root("table", tableLikeness, isDividedAlike),
    ),
    ...pairs(
      before.tables.filter(isPartition),
      after.tables.filter(isPartition),
      nameKey,
      root("table", partitionLikeness, isDividedAlike),
    ).filter(({ likeness }) => likeness() > 0),
    ...pairs(before.enums, after.enums, nameKey, root("enum", enumLikeness)),
    ...pairs(before.sequences, after.sequences, nameKey, root("sequence", sequenceLikeness, staysOrIsFree)),
    ...pairs(before.domains, after.domains, nameKey, root("domain", domainLikeness)),
    ...pairs(before.composites, after.composites, nameKey, root("composite", compositeLikeness)),
    ...pairs(before.ranges, after.ranges, nameKey, root("range", rangeLikeness, bringsFree)),
    ...pairs(before.views.filter(isPlain), after.views.filter(isPlain), nameKey, root("view", viewLikeness)),
    ...pairs(
      before.views.filter(isMaterialized),
      after.views.filter(isMaterialized),
      nameKey,
      root("materializedView", viewLikeness),
    ),
  ].filter(
    ({ rename }) => "name" in rename && canRename(rename.kind) && !taken.has(nameKey(renamedName(rename))),
  );
  // Collations have names of their own kind only.
  const collations = pairs(
    before.collations,
    after.collations,
    nameKey,
    root("collation", collationLikeness),
  );
  return [...relations, ...collations, ...functionPairs(before, after)];
}

function functionPairs(before: Schema, after: Schema): readonly Pair[] {
  return pairs(before.functions, after.functions, routineKey, {
    rename: (from, to): Rename => ({
      kind: "function",
      name: nameOf(from),
      to: to.name,
      ...moveOf(from, to),
      types: inputTypes(from),
    }),
    likeness: functionLikeness,
    fits: takesTheSame,
  });
}

/** SQLite gives no view another name: it goes, and comes by the other one. */
const CAN_RENAME = {
  postgres: () => true,
  sqlite: (kind) => kind === "table",
} satisfies Record<Dialect, (kind: RootKind) => boolean>;

function moveOf(from: QualifiedName, to: QualifiedName): { readonly into?: string } {
  return from.schema === to.schema ? {} : { into: namespaceOf(to) };
}

/** One that a column owns goes with its table, and cannot go alone. */
const staysOrIsFree = (from: Sequence, to: Sequence): boolean =>
  from.schema === to.schema || (from.ownedBy === undefined && to.ownedBy === undefined);

/** PostgreSQL cannot divide a table in another way. */
const isDividedAlike = (from: Table, to: Table): boolean => sameValue(from.partitionBy, to.partitionBy);

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

/** So many on each side are paired; beyond that, somebody has changed everything. */
const MOST = 200;

function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  key: (item: T) => string,
  { rename, likeness, fits = () => true }: Kind<T>,
): readonly Pair[] {
  const [old, now] = [new Set(before.map(key)), new Set(after.map(key))];
  const gone = before.filter((item) => !now.has(key(item))).slice(0, MOST);
  const fresh = after.filter((item) => !old.has(key(item))).slice(0, MOST);
  return gone.flatMap((from) =>
    fresh
      .filter((to) => fits(from, to))
      .map((to) => ({ rename: rename(from, to), likeness: () => likeness(from, to) })),
  );
}

const isWhole = (table: Table): boolean => !isPartition(table);
