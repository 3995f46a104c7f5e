import {
  type Column,
  comparable,
  type Default,
  type Identity,
  sameText,
  sameValue,
  spelling,
} from "@limbeck/model";
import {
  type Change,
  collatedType,
  type ColumnChanges,
  defined,
  quoteLiteral,
  sequenceType,
} from "@limbeck/operations";

import { sameFamily, usingCast } from "../type/cast.ts";
import { isOf } from "./columnSteps.ts";

type Compare = (before: Column, after: Column) => ColumnChanges;

/** One comparison for each field of a column but its name, by which the other one is found. */
const COMPARE = {
  type: (before, after) => (sameText(before.type, after.type) ? {} : typeChange(before, after)),
  // PostgreSQL has no other way to change it than to say the type once more.
  collation: (before, after) => (before.collation === after.collation ? {} : typeChange(before, after)),
  nullable: (before, after) =>
    before.nullable === after.nullable ? {} : { nullable: { from: before.nullable, to: after.nullable } },
  notNullOnConflict: (before, after) =>
    before.notNullOnConflict === after.notNullOnConflict
      ? {}
      : { notNullOnConflict: optional(before.notNullOnConflict, after.notNullOnConflict) },
  notNullName: (before, after) =>
    before.notNullName === after.notNullName
      ? {}
      : { notNullName: optional(before.notNullName, after.notNullName) },
  notNullNotValid: (before, after) =>
    before.notNullNotValid === after.notNullNotValid
      ? {}
      : { notNullNotValid: optional(before.notNullNotValid, after.notNullNotValid) },
  notNullNoInherit: (before, after) =>
    before.notNullNoInherit === after.notNullNoInherit
      ? {}
      : { notNullNoInherit: optional(before.notNullNoInherit, after.notNullNoInherit) },
  default: (before, after) =>
    sameDefault(before.default, after.default) ? {} : { default: defaultChange(before, after) },
  identity: (before, after) =>
    sameIdentity(before.identity, after.identity)
      ? {}
      : { identity: optional(before.identity, after.identity) },
  generated: (before, after) =>
    sameValue(before.generated, after.generated)
      ? {}
      : defined({
          generated: optional(before.generated, after.generated),
          remakeBack: after.generated === undefined ? before : undefined,
        }),
  storage: (before, after) =>
    before.storage === after.storage ? {} : { storage: optional(before.storage, after.storage) },
  compression: (before, after) =>
    before.compression === after.compression
      ? {}
      : { compression: optional(before.compression, after.compression) },
  statistics: (before, after) =>
    before.statistics === after.statistics
      ? {}
      : { statistics: optional(before.statistics, after.statistics) },
  options: (before, after) =>
    sameValue(before.options, after.options) ? {} : { options: optional(before.options, after.options) },
  comment: (before, after) =>
    before.comment === after.comment ? {} : { comment: optional(before.comment, after.comment) },
} satisfies Record<Exclude<keyof Column, "name">, Compare>;

/** What differs between two columns of one name. `exchanged` holds the keys of types that are others under their old names. */
export function columnChanges(
  before: Column,
  after: Column,
  exchanged: ReadonlySet<string> = new Set(),
): ColumnChanges {
  const found = Object.values<Compare>(COMPARE).map((compare) => compare(before, after));
  const type = isOf(after.type, exchanged) ? typeChange(before, after) : {};
  // Of nearly every column nothing changes: nothing is copied then.
  const changes = [...found, type].reduce(
    (all, one) => (Object.keys(one).length === 0 ? all : { ...all, ...one }),
    {},
  );
  return keptNotNull(before, after, resetKept(before, after, resetDefault(before, after, changes)));
}

/**
 * A type change carries the default along, though it reads the same: the server would keep the old expression with a
 * cast around it, which is another text in the catalog, and may refuse to cast it at all.
 */
function resetDefault(before: Column, after: Column, changes: ColumnChanges): ColumnChanges {
  if (changes.type === undefined || changes.default !== undefined) return changes;
  if (before.default === undefined) return changes;
  // Under another type it reads otherwise, or names one that goes.
  if (before.default.kind === "serial" || !sameFamily(before.type, after.type))
    return { ...changes, default: defaultChange(before, after) };
  return { ...changes, default: optional(after.default, after.default) };
}

/** A type change takes storage and compression away, so what stays is said again. */
function resetKept(before: Column, after: Column, changes: ColumnChanges): ColumnChanges {
  if (changes.type === undefined) return changes;
  return defined({
    ...changes,
    storage: kept(before.storage, after.storage),
    compression: kept(before.compression, after.compression),
  });
}

/** NOT VALID comes back only with a NOT NULL that is made anew, with all that it says. */
function keptNotNull(before: Column, after: Column, changes: ColumnChanges): ColumnChanges {
  if (changes.notNullNotValid === undefined && changes.notNullNoInherit === undefined) return changes;
  return defined({
    ...changes,
    notNullName: kept(before.notNullName, after.notNullName),
    notNullNoInherit: kept(before.notNullNoInherit, after.notNullNoInherit),
  });
}

function typeChange(before: Column, after: Column): ColumnChanges {
  return defined({
    type: { from: collatedType(before), to: collatedType(after) },
    using: usingCast(before.name, before.type, after.type),
    usingBack: usingCast(before.name, after.type, before.type),
  });
}

function defaultChange(before: Column, after: Column): Change<Default | null> {
  return optional(withType(before), withType(after));
}

/** A serial default that comes or goes says what it counts in: the change does not show the column's type. */
function withType({ type, default: value }: Column): Default | undefined {
  if (value?.kind !== "serial") return value;
  const counted = value.type ?? sequenceType(type);
  return counted === undefined ? value : { ...value, type: counted };
}

function optional<T>(from: T | undefined, to: T | undefined): Change<T | null> {
  return { from: from ?? null, to: to ?? null };
}

/** Said where one side has it, whether or not it is the same on both. */
function kept<T>(from: T | undefined, to: T | undefined): Change<T | null> | undefined {
  return from === undefined && to === undefined ? undefined : optional(from, to);
}

/** A default in the spelling that is compared. */
export function defaultText(value: Default): string {
  if (value.kind === "literal") return value.canonical ?? quoteLiteral(value.value);
  if (value.kind === "serial")
    return JSON.stringify(["serial", value.type, comparable(value.options ?? {}), value.comment]);
  return value.canonical ?? spelling(value);
}

export function sameDefault(a: Default | undefined, b: Default | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.kind === "serial" || b.kind === "serial"
    ? a.kind === b.kind && defaultText(a) === defaultText(b)
    : defaultText(a) === defaultText(b);
}

/** The name of the sequence is not compared: it survives renames of its table. */
function sameIdentity(a: Identity | undefined, b: Identity | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.mode === b.mode && sameValue(a.options, b.options) && a.comment === b.comment;
}

/**
 * Whether the column can only be made anew: PostgreSQL cannot turn a plain column into a generated one, takes no USING for a generated one,
 * and before 17 cannot change an expression. Its values follow from other columns, so none are lost.
 */
export function mustReplace(
  { generated, type, using, usingBack }: ColumnChanges,
  before: Column,
  after: Column,
  serverVersion: number,
): boolean {
  if (generated === undefined) return after.generated !== undefined && (using ?? usingBack) !== undefined;
  // The values of a virtual column are stored nowhere, so there is nothing that a plain one could keep.
  if (generated.to === null) return before.generated?.stored === false;
  if (before.generated === undefined || type !== undefined) return true;
  // Where a table has checks, PostgreSQL 18 changes no expression of a virtual column.
  return serverVersion < 170000 || !before.generated.stored || after.generated?.stored === false;
}
