import { nameKey, type QualifiedName, showName } from "@limbeck/model";
import { type Clashing, type Declared, nameClash } from "./errors.ts";

/** A noun with the place that it came from. */
export interface Placed<T> {
  readonly noun: T;
  readonly declared: Declared;
}

/**
 * Each name once. Two objects that say the same are one: the same file loaded twice, an enum declared again. Two that
 * differ fail with `name-clash`.
 */
export function distinct<T extends QualifiedName>(
  kind: Clashing,
  placed: readonly Placed<T>[],
): readonly Placed<T>[] {
  const byName = new Map<string, Placed<T>>();
  for (const item of placed) {
    const key = nameKey(item.noun);
    const other = byName.get(key);
    if (other === undefined) byName.set(key, item);
    else if (JSON.stringify(other.noun) !== JSON.stringify(item.noun))
      throw nameClash(kind, showName(item.noun), [other.declared, item.declared]);
  }
  return [...byName.values()];
}
