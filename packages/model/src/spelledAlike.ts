import { type QualifiedName } from "./name.ts";
import { type PrimaryKey } from "./primaryKey.ts";
import { type Schema } from "./schema.ts";
import { type Table } from "./table.ts";
import { type Unique } from "./unique.ts";

/** A name as SQLite compares it: ASCII letters without their case, every other character as it is. */
export function foldName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Gives a name of the one side as the other one spells it, where that differs in nothing but case. */
type Rename = (name: string) => string;

/**
 * One side with the names of the other, `before`, wherever they differ in nothing but case: SQLite finds a table, column or index in
 * whatever case it is written, so `Users` in the models is `users` in the database, and the case of a name is no difference.
 */
export function spelledAlike(before: Schema, after: Schema): Schema {
  const relations = renaming([...before.tables, ...before.views]);
  const live = new Map(before.tables.map((table) => [table.name, table]));
  const columns = columnsIn(live, relations);
  const triggers = renaming(before.triggers);
  return {
    ...after,
    tables: after.tables.map((model) => {
      const name = relations(model.name);
      return withNames({ ...model, name }, live.get(name), { relations, columns });
    }),
    views: after.views.map((view) => ({ ...view, name: relations(view.name) })),
    triggers: after.triggers.map((trigger) => ({
      ...trigger,
      name: triggers(trigger.name),
      table: renamed(trigger.table, relations),
      ...(trigger.updateOf === undefined
        ? {}
        : { updateOf: trigger.updateOf.map(columns(relations(trigger.table.name))) }),
    })),
  };
}

function renaming(objects: readonly { readonly name: string }[]): Rename {
  const exact = new Set(objects.map(({ name }) => name));
  const folded = new Map(objects.map(({ name }) => [foldName(name), name]));
  return (name) => (exact.has(name) ? name : (folded.get(foldName(name)) ?? name));
}

function renamed(name: QualifiedName, relations: Rename): QualifiedName {
  return { ...name, name: relations(name.name) };
}

/** The renaming of the columns of a table, by the name that it has in the database. */
function columnsIn(live: ReadonlyMap<string, Table>, relations: Rename): (table: string) => Rename {
  const known = new Map([...live].map(([name, table]) => [name, renaming(table.columns)]));
  return (table) => known.get(relations(table)) ?? ((name) => name);
}

interface Names {
  readonly relations: Rename;
  readonly columns: (table: string) => Rename;
}

function withNames(model: Table, live: Table | undefined, { relations, columns }: Names): Table {
  const own = columns(model.name);
  const indexes = renaming(live?.indexes ?? []);
  const { primaryKey } = model;
  return {
    ...model,
    columns: model.columns.map((column) => ({ ...column, name: own(column.name) })),
    ...(primaryKey === undefined ? {} : { primaryKey: withOwnColumns(primaryKey, own) }),
    uniques: model.uniques.map((unique) => withOwnColumns(unique, own)),
    foreignKeys: model.foreignKeys.map((key) => ({
      ...key,
      columns: key.columns.map(own),
      references: {
        table: renamed(key.references.table, relations),
        columns: key.references.columns.map(columns(key.references.table.name)),
      },
    })),
    indexes: model.indexes.map((index) => ({
      ...index,
      name: indexes(index.name),
      elements: index.elements.map((element) =>
        element.kind === "column" ? { ...element, column: own(element.column) } : element,
      ),
    })),
  };
}

function withOwnColumns<K extends PrimaryKey | Unique>(key: K, own: Rename): K {
  const { columns, descending, collations } = key;
  return {
    ...key,
    columns: columns.map(own),
    ...(descending === undefined ? {} : { descending: descending.map(own) }),
    ...(collations === undefined
      ? {}
      : {
          collations: Object.fromEntries(Object.entries(collations).map(([name, by]) => [own(name), by])),
        }),
  };
}
