import { nameKey, type QualifiedName, type Schema } from "@limbeck/model";

import { changedTypes } from "./changedTypes.ts";
import { exchangedTypes } from "./exchanged.ts";
import { namesOfType, standingOn } from "./standing.ts";

/**
 * The types that are made anew on the way there or on the way back, those too that stand on others: what has a column of one, or names
 * one, is in their way.
 */
export function remadeTypes(before: Schema, after: Schema): readonly QualifiedName[] {
  const exchanged = exchangedTypes(before, after);
  const own = changedTypes(before, after).filter((type) => !exchanged.has(nameKey(type)));
  const all = [...own, ...standingOn(own, before).flatMap(namesOfType)];
  return [...new Map(all.map((name) => [nameKey(name), name])).values()];
}

/** The keys of types that are not there while another one is made anew: that one itself, and on either side what stands on it. */
export function awayTypes(before: Schema, after: Schema): readonly string[] {
  const remade = remadeTypes(before, after);
  return [...remade, ...standingOn(remade, after).flatMap(namesOfType)].map(nameKey);
}
