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
 * The types that stood on one of the named ones, and those that stood on these, each behind those that it stood on. As they were: what
 * they change themselves, and whether they go, comes after that.
 */
export function standingOn(names: readonly QualifiedName[], before: Schema): readonly CarriedType[] {
  const reached = new Set(names.map(nameKey));
  const found: CarriedType[] = [];
  for (let size = -1; size !== found.length;) {
    size = found.length;
    for (const one of standingTypes(before)) {
      const stands = [...standsOn(one)].some((key) => reached.has(key));
      if (reached.has(nameKey(one.type)) || !stands) continue;
      namesOfType(one).forEach((name) => reached.add(nameKey(name)));
      found.push(one);
    }
  }
  return inOrder(found);
}

/** The keys of the types that a type stands on, and of those that these stand on. */
export function footing(name: QualifiedName, schema: Schema): ReadonlySet<string> {
  const byName = typesByName(standingTypes(schema));
  const found = new Set<string>();
  const open = [nameKey(name)];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const one = byName.get(key);
    const under = one === undefined ? [] : [...standsOn(one)].filter((other) => !found.has(other));
    under.forEach((other) => found.add(other));
    open.push(...under);
  }
  return found;
}

/** Whether a column is of one of the types, or of arrays of it. */
export function hasColumnOf(keys: ReadonlySet<string>, { tables }: Pick<Schema, "tables">): boolean {
  return tables.some(({ columns }) =>
    columns.some((column) => {
      const named = namedType(column.type);
      return named !== undefined && keys.has(nameKey(named));
    }),
  );
}

function typesByName(types: readonly CarriedType[]): ReadonlyMap<string, CarriedType> {
  return new Map(types.flatMap((one) => namesOfType(one).map((name) => [nameKey(name), one])));
}

/** No type stands on itself, so there is always one to begin with. */
function inOrder(types: readonly CarriedType[]): readonly CarriedType[] {
  const byName = typesByName(types);
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
