import {
  type ForeignKey,
  type Index,
  type QualifiedName,
  type Schema,
  type Table,
  type Unique,
} from "@limbeck/model";

/** Spells a name as the start does: SQLite reads names in any case, so that `Users` and `users` are one table. */
type Spell = (name: string) => string;

interface Speller {
  readonly table: Spell;
  readonly column: (table: QualifiedName) => Spell;
}

/** The target with the names of tables and columns, and of what lives in and on them, in the letters of the start. */
export function spelledAlike(before: Schema, after: Schema): Schema {
  const table = spellerOf(before.tables);
  const columns = new Map(before.tables.map((one) => [one.name, spellerOf(one.columns)]));
  const spell: Speller = { table, column: ({ name }) => columns.get(table(name)) ?? asItIs };
  const [view, trigger] = [spellerOf(before.views), spellerOf(before.triggers)];
  const old = new Map(before.tables.map((one) => [one.name, one]));
  return {
    ...after,
    tables: after.tables.map((one) => tableAlike(one, old.get(table(one.name)), spell)),
    views: after.views.map((one) => ({ ...one, name: view(one.name) })),
    triggers: after.triggers.map((one) => ({
      ...one,
      name: trigger(one.name),
      table: { name: view(table(one.table.name)) },
      ...(one.updateOf === undefined ? {} : { updateOf: one.updateOf.map(spell.column(one.table)) }),
    })),
  };
}

const asItIs: Spell = (name) => name;

function spellerOf(things: readonly { readonly name: string }[]): Spell {
  const names = new Set(things.map(({ name }) => name));
  const folded = new Map(things.map(({ name }) => [name.toLowerCase(), name]));
  return (name) => (names.has(name) ? name : (folded.get(name.toLowerCase()) ?? name));
}

function tableAlike(table: Table, before: Table | undefined, spell: Speller): Table {
  const { primaryKey } = table;
  const column = spell.column(table);
  const index = spellerOf(before?.indexes ?? []);
  return {
    ...table,
    name: spell.table(table.name),
    columns: table.columns.map((one) => ({ ...one, name: column(one.name) })),
    ...(primaryKey === undefined
      ? {}
      : {
          primaryKey: uniqueAlike(primaryKey, column),
        }),
    uniques: table.uniques.map((one) => uniqueAlike(one, column)),
    foreignKeys: table.foreignKeys.map((one) => keyAlike(one, column, spell)),
    indexes: table.indexes.map((one) => ({ ...indexAlike(one, column), name: index(one.name) })),
  };
}

function uniqueAlike<K extends Unique>(key: K, column: Spell): K {
  const { columns, descending, collations } = key;
  return {
    ...key,
    columns: columns.map(column),
    ...(descending === undefined ? {} : { descending: descending.map(column) }),
    ...(collations === undefined
      ? {}
      : {
          collations: Object.fromEntries(
            Object.entries(collations).map(([name, said]) => [column(name), said]),
          ),
        }),
  };
}

function keyAlike(key: ForeignKey, column: Spell, spell: Speller): ForeignKey {
  const { table, columns } = key.references;
  return {
    ...key,
    columns: key.columns.map(column),
    references: {
      table: { ...table, name: spell.table(table.name) },
      columns: columns.map(spell.column(table)),
    },
  };
}

function indexAlike(index: Index, column: Spell): Index {
  return {
    ...index,
    elements: index.elements.map((one) =>
      one.kind === "column" ? { ...one, column: column(one.column) } : one,
    ),
  };
}
