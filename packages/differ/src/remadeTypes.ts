import { nameKey, type QualifiedName, type Schema } from "@limbeck/model";

import { remadeComposites } from "./composites.ts";
import { remadeDomains } from "./domains.ts";
import { exchangedTypes } from "./exchanged.ts";
import { remadeRanges } from "./ranges.ts";
import { namesOfType, standingOn } from "./standing.ts";

/**
 * The types that are made anew on the way there or on the way back, those too that stand on others: what has a column of one, or names
 * one, is in their way.
 */
export function remadeTypes(before: Schema, after: Schema): readonly QualifiedName[] {
  const exchanged = exchangedTypes(before, after);
  const changed = [
    ...changedEnums(before, after),
    ...remadeDomains(before, after),
    ...remadeComposites(before, after),
    ...remadeRanges(before, after),
  ];
  const own = changed.filter((type) => !exchanged.has(nameKey(type)));
  const all = [...own, ...standingOn(own, before).flatMap(namesOfType)];
  return [...new Map(all.map((name) => [nameKey(name), name])).values()];
}

/** The keys of types that are not there while another one is made anew: that one itself, and on either side what stands on it. */
export function awayTypes(before: Schema, after: Schema): readonly string[] {
  const remade = remadeTypes(before, after);
  return [...remade, ...standingOn(remade, after).flatMap(namesOfType)].map(nameKey);
}

/** Enum types whose values change: a value that only comes is taken out again on the way back. */
function changedEnums(before: Schema, after: Schema): readonly QualifiedName[] {
  const values = new Map(before.enums.map((type) => [nameKey(type), JSON.stringify(type.values)]));
  return after.enums.filter((type) => {
    const old = values.get(nameKey(type));
    return old !== undefined && old !== JSON.stringify(type.values);
  });
}
