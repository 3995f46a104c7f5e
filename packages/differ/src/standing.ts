import {
  multirangeName,
  nameKey,
  nameOf,
  type QualifiedName,
  type Schema,
  type SqlText,
} from "@limbeck/model";
import { type CarriedType, namedType } from "@limbeck/operations";

/** The types of a schema that may stand on others. */
export function standingTypes({ domains, composites, ranges }: Schema): readonly CarriedType[] {
  return [
    ...domains.map((type): CarriedType => ({ kind: "domain", type })),
    ...composites.map((type): CarriedType => ({ kind: "composite", type })),
    ...ranges.map((type): CarriedType => ({ kind: "range", type })),
  ];
}

/** What a type is called, and what it brings along. */
export function namesOfType({ kind, type }: CarriedType): readonly QualifiedName[] {
  return kind === "range" ? [nameOf(type), multirangeName(type)] : [nameOf(type)];
}

/** The keys of the types that a type stands on. */
export function standsOn(carried: CarriedType): ReadonlySet<string> {
  const named = textsOf(carried).flatMap((text) => namedType(text) ?? []);
  return new Set(named.map(nameKey));
}

function textsOf({ kind, type }: CarriedType): readonly SqlText[] {
  switch (kind) {
    case "domain":
      return [type.type];
    case "composite":
      return type.attributes.map((attribute) => attribute.type);
    case "range":
      return [type.subtype];
  }
}

/**
 * The types that are on both sides and stand on one of the named ones there, and those that stand on these, each behind those that it
 * stands on. As they were: what they change themselves comes after that.
 */
export function standingOn(
  names: readonly QualifiedName[],
  before: Schema,
  after: Schema,
): readonly CarriedType[] {
  const now = new Map(standingTypes(after).map((one) => [keyOf(one), standsOn(one)]));
  const reached = new Set(names.map(nameKey));
  const found: CarriedType[] = [];
  const meets = (keys: ReadonlySet<string>): boolean => [...keys].some((key) => reached.has(key));
  for (let size = -1; size !== found.length;) {
    size = found.length;
    for (const one of standingTypes(before)) {
      const stands = meets(standsOn(one)) && meets(now.get(keyOf(one)) ?? new Set());
      if (reached.has(nameKey(one.type)) || !stands) continue;
      namesOfType(one).forEach((name) => reached.add(nameKey(name)));
      found.push(one);
    }
  }
  return inOrder(found);
}

const keyOf = ({ kind, type }: CarriedType): string => `${kind} ${nameKey(type)}`;

/** No type stands on itself, so there is always one to begin with. */
function inOrder(types: readonly CarriedType[]): readonly CarriedType[] {
  const byName = new Map(types.flatMap((one) => namesOfType(one).map((name) => [nameKey(name), one])));
  const placed = new Set<CarriedType>();
  const place = (one: CarriedType): void => {
    for (const key of standsOn(one)) {
      const under = byName.get(key);
      if (under !== undefined && !placed.has(under)) place(under);
    }
    placed.add(one);
  };
  types.forEach(place);
  return [...placed];
}
