import { nameKey, type QualifiedName, type Schema } from "@limbeck/model";

/**
 * The keys of the names that stand for an enum on the one side and for a domain on the other. A column that keeps the name of such a
 * type gets another type.
 */
export function exchangedTypes(before: Schema, after: Schema): ReadonlySet<string> {
  return new Set([...inBoth(before.enums, after.domains), ...inBoth(before.domains, after.enums)]);
}

function inBoth(types: readonly QualifiedName[], others: readonly QualifiedName[]): readonly string[] {
  const keys = new Set(others.map(nameKey));
  return types.map(nameKey).filter((key) => keys.has(key));
}
