import { multirangeName, nameKey, type QualifiedName, type Schema, type Table } from "@limbeck/model";

/**
 * The names that nothing else can take as long as they are there, as keys: relations share one name space with one another, and
 * with types. A rename comes first, so its new name has to be free on the old side.
 */
export function takenNames(schema: Schema): ReadonlySet<string> {
  return new Set(
    [
      ...schema.tables,
      ...schema.views,
      ...schema.sequences,
      ...schema.enums,
      ...schema.domains,
      ...schema.composites,
      ...schema.ranges.flatMap((range) => [range, multirangeName(range)]),
      ...schema.tables.flatMap(indexesOf),
      ...schema.views.flatMap(({ schema: of, indexes = [] }) => indexes.map(({ name }) => named(of, name))),
    ].map(nameKey),
  );
}

function indexesOf(table: Table): readonly QualifiedName[] {
  const { schema, primaryKey, uniques, exclusions, indexes } = table;
  const keys = primaryKey === undefined ? [] : [primaryKey];
  return [...keys, ...uniques, ...exclusions, ...indexes].map(({ name }) => named(schema, name));
}

const named = (schema: string | undefined, name: string): QualifiedName =>
  schema === undefined ? { name } : { schema, name };
