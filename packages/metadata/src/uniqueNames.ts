import { type Named, nameKey, type Sequence, showName, type Table } from "@limbeck/model";
import { type Placed } from "./distinct.ts";
import { type Clashing, type Declared, nameClash } from "./errors.ts";
import { numberedName } from "./names.ts";

/** The names that are taken in one place, and who took them. */
type Names = Map<string, Declared & { readonly kind?: Clashing }>;

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
  for (const { name } of constraintsOf(table).filter(isChosen))
    claim(constraints, "constraint", name, name, declared, within);
  for (const { name } of indexesOf(table).filter(isChosen))
    claim(relations, "index", keyIn(table, name), name, declared);
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
    uniques: table.uniques.map(key),
    foreignKeys: table.foreignKeys.map(constraint),
    indexes: table.indexes.map(index),
  };
}

/** The part under the first of its names, `x`, `x1`, `x2`, …, that is free. */
function renamed<T extends Named>(part: T, isFree: (name: string) => boolean): T {
  let name = part.name;
  for (let number = 1; !isFree(name); number += 1) name = numberedName(part.name, number);
  return name === part.name ? part : { ...part, name };
}

function take(names: Names, key: string, declared: Declared): boolean {
  if (names.has(key)) return false;
  names.set(key, declared);
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
  if (owner !== undefined) throw nameClash(kind, shown, [owner, declared], within);
  names.set(key, { ...declared, kind });
}

function isChosen({ derivedName }: Named): boolean {
  return derivedName !== true;
}

function keyIn({ schema }: Table, name: string): string {
  return nameKey(schema === undefined ? { name } : { schema, name });
}

/** The constraints, whose names are those of the table. */
function constraintsOf({ primaryKey, uniques, foreignKeys, checks, exclusions }: Table): readonly Named[] {
  const keys = primaryKey === undefined ? [] : [primaryKey];
  return [...keys, ...uniques, ...foreignKeys, ...checks, ...exclusions];
}

/** The indexes, also those behind keys, whose names are those of the namespace. */
function indexesOf({ primaryKey, uniques, exclusions, indexes }: Table): readonly Named[] {
  return [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques, ...exclusions, ...indexes];
}
