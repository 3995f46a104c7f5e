import { nameKey, type QualifiedName, type Schema } from "@limbeck/model";

import { remadeComposites } from "./composites.ts";
import { remadeDomains } from "./domains.ts";
import { remadeRanges } from "./ranges.ts";

/** The types of both sides that are made anew, on the way there or on the way back, because of what they say themselves. */
export function changedTypes(before: Schema, after: Schema): readonly QualifiedName[] {
  return [
    ...changedEnums(before, after),
    ...remadeDomains(before, after),
    ...remadeComposites(before, after),
    ...remadeRanges(before, after),
  ];
}

/** Enum types whose values change: a value that only comes is taken out again on the way back. */
function changedEnums(before: Schema, after: Schema): readonly QualifiedName[] {
  const values = new Map(before.enums.map((type) => [nameKey(type), JSON.stringify(type.values)]));
  return after.enums.filter((type) => {
    const old = values.get(nameKey(type));
    return old !== undefined && old !== JSON.stringify(type.values);
  });
}
