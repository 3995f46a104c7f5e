import {
  type Index,
  type Named,
  nameKey,
  nameOf,
  type QualifiedName,
  type Schema,
  type Table,
} from "@limbeck/model";
import { apply, oldName, OPAQUE, type RenameConstraint, type RenameIndex } from "@limbeck/operations";

import { type Fields } from "../fields.ts";
import { matchRenamed, memberFields } from "../table/members.ts";
import { circling } from "./nameCircles.ts";

type Rename = RenameConstraint | RenameIndex;

/**
 * The start with one of each circle of indexes and constraints that take one another's names under a name of its own: an index shares its name
 * with all relations of the namespace, so none of them could be the first. Within one table they are no renames.
 */
export function namesAside(before: Schema, after: Schema): readonly [Schema, readonly Rename[]] {
  const first = circling(renamesBetween(before, after), (op) => ({
    from: nameKey(beside(op, op.name)),
    to: nameKey(beside(op, op.to)),
  }));
  const aside = first.map((op): Rename => ({ ...op, to: oldName({ name: op.name }).name }));
  return [aside.reduce(renamedIn, before), aside];
}

function beside({ table }: Rename, name: string): QualifiedName {
  return { ...nameOf(table), name };
}

function renamesBetween(before: Schema, after: Schema): readonly Rename[] {
  const tables = pairs(before.tables, after.tables).flatMap(([was, is]) => renamesIn(was, is));
  const views = pairs(before.views, after.views).flatMap(([was, is]) =>
    indexRenames(is, was.indexes ?? [], is.indexes ?? []),
  );
  return [...tables, ...views];
}

function pairs<T extends QualifiedName>(before: readonly T[], after: readonly T[]) {
  const old = new Map(before.map((one) => [nameKey(one), one]));
  return after.flatMap((is) => {
    const was = old.get(nameKey(is));
    return was === undefined ? [] : [[was, is] as const];
  });
}

function renamesIn(was: Table, is: Table): readonly Rename[] {
  const constraints = <M extends Named>(from: readonly M[], to: readonly M[], fields: Fields<M>) =>
    matchRenamed(from, to, fields).renamed.map(({ before, after }) => ({
      kind: "renameConstraint" as const,
      table: nameOf(is),
      name: before.name,
      to: after.name,
    }));
  return [
    ...constraints(keyOf(was), keyOf(is), memberFields.primaryKey),
    ...constraints(was.uniques, is.uniques, memberFields.uniques),
    ...constraints(was.exclusions, is.exclusions, memberFields.exclusions),
    ...constraints(was.checks, is.checks, memberFields.checks),
    ...constraints(was.foreignKeys, is.foreignKeys, memberFields.foreignKeys),
    ...indexRenames(is, was.indexes, is.indexes),
  ];
}

function indexRenames(
  table: QualifiedName,
  from: readonly Index[],
  to: readonly Index[],
): readonly RenameIndex[] {
  return matchRenamed(from, to, memberFields.indexes).renamed.map(({ before, after }) => ({
    kind: "renameIndex",
    table: nameOf(table),
    name: before.name,
    to: after.name,
  }));
}

function keyOf({ primaryKey }: Table): readonly NonNullable<Table["primaryKey"]>[] {
  return primaryKey === undefined ? [] : [primaryKey];
}

function renamedIn(schema: Schema, op: Rename): Schema {
  const renamed = apply(schema, op);
  // A rename says all that it does.
  return renamed === OPAQUE ? schema : renamed;
}
