import { multirangeName, nameKey, type QualifiedName, type Range, type Schema } from "@limbeck/model";

/**
 * The keys of the names that stand for a type of one kind on the one side and of another kind on the other. A column that keeps the name of such a
 * type gets another type.
 */
export function exchangedTypes(before: Schema, after: Schema): ReadonlySet<string> {
  const kinds = new Map(kindsOf(before));
  const exchanged = new Set(
    kindsOf(after).flatMap(([key, kind]) => {
      const was = kinds.get(key);
      return was === undefined || was === kind ? [] : [key];
    }),
  );
  for (const range of [...before.ranges, ...after.ranges]) tie(exchanged, range);
  return exchanged;
}

/** A range type comes and goes under both of its names. */
function tie(exchanged: Set<string>, range: Range): void {
  const names = [nameKey(range), nameKey(multirangeName(range))];
  if (names.some((name) => exchanged.has(name))) names.forEach((name) => exchanged.add(name));
}

function kindsOf({ enums, domains, composites, ranges }: Schema): readonly (readonly [string, string])[] {
  const named = (kind: string, types: readonly QualifiedName[]) =>
    types.map((type) => [nameKey(type), kind] as const);
  return [
    ...named("enum", enums),
    ...named("domain", domains),
    ...named("composite", composites),
    ...named("range", ranges),
    ...named("multirange", ranges.map(multirangeName)),
  ];
}
