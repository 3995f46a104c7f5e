import {
  type Dialect,
  inputTypes,
  isPartition,
  multirangeName,
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

import {
  collationLikeness,
  compositeLikeness,
  domainLikeness,
  enumLikeness,
  functionLikeness,
  isMaterialized,
  isPlain,
  partitionLikeness,
  rangeLikeness,
  sequenceLikeness,
  tableLikeness,
  takesTheSame,
  viewLikeness,
} from "./likeness.ts";
import { type Kind, type Pair, pairs } from "./pairs.ts";
import { type Rename, renamedName, type RootKind } from "./rename.ts";
import { takenNames } from "./taken.ts";

/** Every pair of things that could be a rename in the schema itself, or a move to another: tables, enum types, sequences. */
export function possibleRoots(before: Schema, after: Schema): readonly Pair[] {
  const taken = takenNames(before);
  // Its multirange type goes along.
  const bringsFree = (from: Range, to: Range): boolean =>
    sameName(multirangeName(from), multirangeName(to)) || !taken.has(nameKey(multirangeName(to)));
  const canRename = CAN_RENAME[before.dialect];
  const relations = [
    ...tablePairs(before, after),
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

function root<T extends QualifiedName>(
  kind: RootKind,
  likeness: (from: T, to: T) => number,
  fits: (from: T, to: T) => boolean = () => true,
): Kind<T> {
  const rename = (from: T, to: T): Rename => ({
    kind,
    name: nameOf(from),
    to: to.name,
    ...moveOf(from, to),
  });
  return { rename, likeness, fits };
}

function tablePairs(before: Schema, after: Schema): readonly Pair[] {
  const wholes = pairs(
    before.tables.filter(isWhole),
    after.tables.filter(isWhole),
    nameKey,
    root("table", tableLikeness, isDividedAlike),
  );
  const partitions = pairs(
    before.tables.filter(isPartition),
    after.tables.filter(isPartition),
    nameKey,
    root("table", partitionLikeness, isDividedAlike),
  );
  return [...wholes, ...partitions.filter(({ likeness }) => likeness() > 0)];
}

const isWhole = (table: Table): boolean => !isPartition(table);

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
