import { type Named, nameKey, type Sequence, showName, type Table } from "@limbeck/model";
import { type Placed } from "./distinct.ts";
import { type Clashing, type Declared, nameClash } from "./errors.ts";
import { numberedName } from "./names.ts";

/** The names that are taken in one place, and who took them. */
type Names = Map<string, Taken>;

interface Taken {
  readonly declared: Declared;
  readonly kind?: Clashing;
}

/**
 * The tables with names that the server takes. Tables, sequences, indexes and the indexes behind keys share the names of
 * their namespace, constraints those of their table. A name that nobody chose gets a number where it is taken, as the
 * server does it; two chosen ones fail with `name-clash`.
 */
export function withUniqueNames(
  tables: readonly Placed<Table>[],
  sequences: readonly Placed<Sequence>[],
): readonly Table[] {
  const relations: Names = new Map();
  for (const { noun, declared } of tables) claim(relations, "table", nameKey(noun), showName(noun), declared);
  for (const { noun, declared } of sequences)
    claim(relations, "sequence", nameKey(noun), showName(noun), declared);
  const owned = tables.map(({ noun, declared }) => ({ noun, ...chosenNames(noun, declared, relations) }));
  return owned.map(({ noun, constraints, declared }) =>
    withDerivedNames(noun, declared, relations, constraints),
  );
}

interface Owned {
  readonly constraints: Names;
  readonly declared: Declared;
}

/** Takes every name that the author of a table chose. */
function chosenNames(table: Table, declared: Declared, relations: Names): Owned {
  const constraints: Names = new Map();
  const within = showName(table);
  const constraint = (part: Named): void => {
    if (isChosen(part)) claim(constraints, "constraint", part.name, part.name, declared, within);
  };
  const index = (part: Named): void => {
    if (isChosen(part)) claim(relations, "index", keyIn(table, part.name), part.name, declared);
  };
  for (const parts of constraintsOf(table)) parts.forEach(constraint);
  for (const parts of indexesOf(table)) parts.forEach(index);
  return { constraints, declared };
}

function withDerivedNames(table: Table, declared: Declared, relations: Names, constraints: Names): Table {
  const index = <T extends Named>(part: T): T =>
    isChosen(part) ? part : renamed(part, (name) => take(relations, keyIn(table, name), declared));
  const key = <T extends Named>(part: T): T =>
    isChosen(part)
      ? part
      : renamed(
          part,
          (name) =>
            !constraints.has(name) &&
            take(relations, keyIn(table, name), declared) &&
            take(constraints, name, declared),
        );
  const constraint = <T extends Named>(part: T): T =>
    isChosen(part) ? part : renamed(part, (name) => take(constraints, name, declared));
  return {
    ...table,
    ...(table.primaryKey === undefined ? {} : { primaryKey: key(table.primaryKey) }),
    uniques: withDerived(table.uniques, key),
    foreignKeys: withDerived(table.foreignKeys, constraint),
    indexes: withDerived(table.indexes, index),
  };
}

/** Most names are chosen, and most lists stay as they are. */
function withDerived<T extends Named>(parts: readonly T[], derived: (part: T) => T): readonly T[] {
  return parts.every(isChosen) ? parts : parts.map(derived);
}

/** The part under the first of its names, `x`, `x1`, `x2`, …, that is free. */
function renamed<T extends Named>(part: T, isFree: (name: string) => boolean): T {
  let name = part.name;
  for (let number = 1; !isFree(name); number += 1) name = numberedName(part.name, number);
  return name === part.name ? part : { ...part, name };
}

function take(names: Names, key: string, declared: Declared): boolean {
  if (names.has(key)) return false;
  names.set(key, { declared });
  return true;
}

function claim(
  names: Names,
  kind: Clashing,
  key: string,
  shown: string,
  declared: Declared,
  within?: string,
): void {
  const owner = names.get(key);
  if (owner !== undefined) throw nameClash(kind, shown, [ownerOf(owner), declared], within);
  names.set(key, { declared, kind });
}

function ownerOf({ declared, kind }: Taken): Declared & { readonly kind?: Clashing } {
  return { ...declared, ...(kind === undefined ? {} : { kind }) };
}

function isChosen({ derivedName }: Named): boolean {
  return derivedName !== true;
}

function keyIn({ schema }: Table, name: string): string {
  return nameKey(schema === undefined ? { name } : { schema, name });
}

/** The constraints, whose names are those of the table. */
function constraintsOf(table: Table): readonly (readonly Named[])[] {
  return [keysOf(table), table.uniques, table.foreignKeys, table.checks, table.exclusions];
}

/** The indexes, also those behind keys, whose names are those of the namespace. */
function indexesOf(table: Table): readonly (readonly Named[])[] {
  return [keysOf(table), table.uniques, table.exclusions, table.indexes];
}

function keysOf({ primaryKey }: Table): readonly Named[] {
  return primaryKey === undefined ? [] : [primaryKey];
}
