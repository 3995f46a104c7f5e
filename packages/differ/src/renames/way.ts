import {
  canonicalSpelling,
  inputTypes,
  nameKey,
  nameOf,
  type QualifiedName,
  sameName,
  type Schema,
  type SqlText,
} from "@limbeck/model";
import { movedTo, type Operation } from "@limbeck/operations";

import { type Rename, renamedName, type RootRename } from "./rename.ts";
import { moveOperation, renameOperation } from "./renameOperation.ts";
import { relationsOf, takenNames } from "./taken.ts";

/**
 * The operations that make a rename of something in a schema, undefined where names are in the way: of two things that move, one may
 * have to take its new name before it moves, the other one after that; and where what is renamed has moved away.
 */
export function wayOf(rename: Rename, schema: Schema): readonly Operation[] | undefined {
  if (!("name" in rename)) return [renameOperation(rename)];
  // One that a column owns has moved with its table.
  if (rename.kind === "sequence" && !schema.sequences.some((one) => sameName(one, rename.name)))
    return undefined;
  if (rename.into === undefined) return [renameOperation(rename)];
  const free =
    rename.kind === "function" ? freeForRoutine(rename.types ?? [], schema) : freeForRelation(schema);
  const target = renamedName(rename);
  const along = namesAlong(rename, schema);
  if (![target, ...along].every(free) || along.some((one) => sameName(one, target))) return undefined;
  const { into, ...here } = rename;
  const { name, to } = here;
  if (name.name === to) return [moveOperation(rename, name, into)];
  const [moved, renamed] = [movedTo(name, into), { ...nameOf(name), name: to }];
  if (free(moved)) return [moveOperation(rename, name, into), renameOperation({ ...here, name: moved })];
  if (free(renamed)) return [renameOperation(here), moveOperation(rename, renamed, into)];
  return undefined;
}

type IsFree = (name: QualifiedName) => boolean;

function freeForRelation(schema: Schema): IsFree {
  const taken = takenNames(schema);
  return (name) => !taken.has(nameKey(name));
}

/** Functions have names of their own, and share one where they take other types. */
function freeForRoutine(types: readonly SqlText[], { functions }: Schema): IsFree {
  const key = (name: QualifiedName, all: readonly SqlText[]): string =>
    JSON.stringify([nameKey(name), ...all.map(canonicalSpelling)]);
  const taken = new Set(functions.map((one) => key(one, inputTypes(one))));
  return (name) => !taken.has(key(name, types));
}

/** The names that a table's indexes and sequences have where it moves to. */
function namesAlong(
  { kind, name, into }: RootRename,
  { tables, sequences }: Schema,
): readonly QualifiedName[] {
  const table = tables.find((one) => kind === "table" && sameName(one, name));
  if (table === undefined || into === undefined) return [];
  return relationsOf(table, sequences).map((one) => movedTo(one, into));
}
