import { multirangeName, nameKey, nameOf, type QualifiedName, type Range, type Schema } from "@limbeck/model";

import { heldTypes, otherViews } from "./relationRows.ts";
import { namesOfType, standingTypes, standsOn } from "./standing.ts";

/**
 * The keys of the names that stand for a type of one kind on the one side and of another kind on the other, and of the types that stand on
 * such a name on both sides: they go and come too. A column that keeps the name of such a type gets another type. The rows of tables and
 * views are types as well, those of a view that is made anew other ones, where somebody holds them.
 */
export function exchangedTypes(before: Schema, after: Schema): ReadonlyMap<string, QualifiedName> {
  const kinds = new Map(kindsOf(before).map(({ kind, name }) => [nameKey(name), kind]));
  const exchanged = new Map<string, QualifiedName>();
  const add = (name: QualifiedName): unknown => exchanged.set(nameKey(name), name);
  for (const { kind, name } of kindsOf(after)) if ((kinds.get(nameKey(name)) ?? kind) !== kind) add(name);
  exchangedRows(before, after).forEach(add);
  handedOver(before.ranges, after.ranges).forEach(add);
  for (let size = -1; exchanged.size > 0 && size !== exchanged.size;) {
    size = exchanged.size;
    [...before.ranges, ...after.ranges].flatMap((range) => tied(range, exchanged)).forEach(add);
    standingOnBoth(exchanged, before, after).forEach(add);
  }
  return exchanged;
}

function exchangedRows(before: Schema, after: Schema): readonly QualifiedName[] {
  const kinds = new Map(
    [...kindsOf(before), ...relationsOf(before)].map(({ kind, name }) => [nameKey(name), kind]),
  );
  const views = otherViews(before, after);
  const exchanged = [...kindsOf(after), ...relationsOf(after)].filter(
    // One that somebody holds beforehand and that is not there is a table that is made anew.
    ({ kind, name }) => kinds.get(nameKey(name)) !== kind || views.has(nameKey(name)),
  );
  if (exchanged.length === 0) return [];
  const held = heldTypes(before, after);
  return exchanged.map(({ name }) => name).filter((name) => held.has(nameKey(name)));
}

function relationsOf({ tables, views }: Schema) {
  const named = (kind: string, relations: readonly QualifiedName[]) =>
    relations.map((relation) => ({ kind, name: nameOf(relation) }));
  return [...named("table", tables), ...named("view", views)];
}

type Names = ReadonlyMap<string, QualifiedName>;

/** The types that stand on one of the names before and after. */
function standingOnBoth(names: Names, before: Schema, after: Schema): readonly QualifiedName[] {
  const over = (schema: Schema): readonly QualifiedName[] =>
    standingTypes(schema)
      .filter((one) => [...standsOn(one)].some((key) => names.has(key)))
      .flatMap(namesOfType);
  const was = new Set(over(before).map(nameKey));
  return over(after).filter((name) => was.has(nameKey(name)));
}

/** The multirange types that other ranges have after than before: a range takes another name, or namespace, and its multirange does not. */
function handedOver(before: readonly Range[], after: readonly Range[]): readonly QualifiedName[] {
  const old = new Map(before.map((range) => [nameKey(multirangeName(range)), nameKey(range)]));
  return after
    .filter((range) => (old.get(nameKey(multirangeName(range))) ?? nameKey(range)) !== nameKey(range))
    .map(multirangeName);
}

/** A range type comes and goes under both of its names. */
function tied(range: Range, names: Names): readonly QualifiedName[] {
  const both = [nameOf(range), multirangeName(range)];
  return both.some((name) => names.has(nameKey(name))) ? both : [];
}

function kindsOf({ enums, domains, composites, ranges }: Schema) {
  const named = (kind: string, types: readonly QualifiedName[]) =>
    types.map((type) => ({ kind, name: nameOf(type) }));
  return [
    ...named("enum", enums),
    ...named("domain", domains),
    ...named("composite", composites),
    ...named("range", ranges),
    ...named("multirange", ranges.map(multirangeName)),
  ];
}
