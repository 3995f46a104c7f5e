import { type Extension, type QualifiedName, routineKey, type Schema } from "@limbeck/model";
import { applyAll, oldName, OPAQUE, type Operation, reverseAll } from "@limbeck/operations";

import { type Between } from "../partition/between.ts";

/**
 * The operations between two schemas, where an extension is there on one side only, and on the other something is called like what it brings
 * along: one without operators moves aside before all else, or comes from there after it. So what uses it can let go of it in its own time.
 */
export function aroundExtensions(before: Schema, after: Schema, between: Between): readonly Operation[] {
  const [taken, given] = [asideBetween(before, after), asideBetween(after, before)];
  if (taken.length === 0 && given.length === 0) return between(before, after);
  return [...taken, ...between(afterAll(before, taken), afterAll(after, given)), ...reverseAll(given)];
}

function afterAll(schema: Schema, operations: readonly Operation[]): Schema {
  const result = applyAll(schema, operations);
  // Of extensions it is known what they do.
  return result === OPAQUE ? schema : result;
}

/** What moves the extensions of a schema aside that the other one does not have, and something of their names instead. */
function asideBetween(schema: Schema, other: Schema): readonly Operation[] {
  const stay = new Set(other.extensions.map(({ name }) => name));
  const going = schema.extensions.filter(({ name }) => !stay.has(name));
  return going
    .filter((extension) => hasNoOperators(extension) && isTaken(extension, schema, other))
    .flatMap(aside);
}

/** An operator is found by its name alone, and so another one of it while the extension's own stands elsewhere. */
function hasNoOperators({ members = {} }: Extension): boolean {
  return (members.operators ?? []).length + (members.operatorClasses ?? []).length === 0;
}

function aside({ name, schema }: Extension): readonly Operation[] {
  const namespace = oldName({ name });
  return [
    { kind: "createSchema", namespace },
    { kind: "alterExtension", name, schema: { from: schema ?? null, to: namespace.name } },
  ];
}

function isTaken({ schema, members = {} }: Extension, { functions }: Schema, other: Schema): boolean {
  const [types, routines] = [new Set(members.types), new Set(members.routines)];
  const stands = (one: QualifiedName): boolean => one.schema === schema;
  const there = new Set(functions.map(routineKey));
  const typed = [other.enums, other.domains, other.composites, other.ranges, other.tables, other.views];
  return (
    typed.some((ones) => ones.some((one) => stands(one) && types.has(one.name))) ||
    other.functions.some((one) => stands(one) && routines.has(one.name) && !there.has(routineKey(one)))
  );
}
