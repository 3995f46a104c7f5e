import { nameKey, routineKey, type Schema, triggerKey } from "@limbeck/model";

/** A schema without the objects, by their names, that the whole has and none of the parts. */
export function withoutOthers(schema: Schema, whole: Schema, parts: readonly Schema[]): Schema {
  const own = <T>(list: (schema: Schema) => readonly T[], keyOf: (item: T) => string): readonly T[] => {
    const kept = new Set(parts.flatMap((part) => list(part).map(keyOf)));
    const there = new Set(list(whole).map(keyOf));
    return list(schema).filter((item) => kept.has(keyOf(item)) || !there.has(keyOf(item)));
  };
  return {
    ...schema,
    namespaces: own(({ namespaces }) => namespaces, nameKey),
    extensions: own(
      ({ extensions }) => extensions,
      ({ name }) => name,
    ),
    collations: own(({ collations }) => collations, nameKey),
    enums: own(({ enums }) => enums, nameKey),
    domains: own(({ domains }) => domains, nameKey),
    composites: own(({ composites }) => composites, nameKey),
    ranges: own(({ ranges }) => ranges, nameKey),
    sequences: own(({ sequences }) => sequences, nameKey),
    functions: own(({ functions }) => functions, routineKey),
    tables: own(({ tables }) => tables, nameKey),
    views: own(({ views }) => views, nameKey),
    triggers: own(({ triggers }) => triggers, triggerKey),
    roles: own(
      ({ roles }) => roles,
      ({ name }) => name,
    ),
  };
}
