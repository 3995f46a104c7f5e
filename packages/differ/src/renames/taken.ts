import {
  multirangeName,
  nameKey,
  type QualifiedName,
  sameName,
  type Schema,
  type Sequence,
  type Table,
} from "@limbeck/model";
import { keepSequences } from "@limbeck/operations";

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

/** The names of a table's indexes and of the sequences that its columns own, which go where it goes. */
export function relationsOf(table: Table, sequences: readonly Sequence[]): readonly QualifiedName[] {
  const owned = sequences.filter(({ ownedBy }) => ownedBy !== undefined && sameName(ownedBy.table, table));
  const serial = keepSequences(table, table.columns).flatMap(({ default: value, identity }) => [
    ...(value?.kind === "serial" && value.sequence !== undefined ? [value.sequence] : []),
    ...(identity?.sequence === undefined ? [] : [named(table.schema, identity.sequence)]),
  ]);
  return [...indexesOf(table), ...owned, ...serial];
}

function indexesOf(table: Table): readonly QualifiedName[] {
  const { schema, primaryKey, uniques, exclusions, indexes } = table;
  const keys = primaryKey === undefined ? [] : [primaryKey];
  return [...keys, ...uniques, ...exclusions, ...indexes].map(({ name }) => named(schema, name));
}

const named = (schema: string | undefined, name: string): QualifiedName =>
  schema === undefined ? { name } : { schema, name };
