import { type PrimaryKey, type QualifiedName, type Schema, type Table, type Unique } from "@limbeck/model";
import { foldName } from "../expression.ts";

/** Gives a name of the models as the database spells it, where that differs in nothing but case. */
type Rename = (name: string) => string;

/**
 * SQLite finds a table, column or index whatever the case that it is written in, so `Users` in the models is `users` in the
 * database. The models take over the database's spelling; the case of a name is no difference.
 */
export function withNamesOfDatabase(models: Schema, database: Schema): Schema {
  const relations = renaming([...database.tables, ...database.views]);
  const live = new Map(database.tables.map((table) => [table.name, table]));
  const columns = columnsIn(live, relations);
  const triggers = renaming(database.triggers);
  return {
    ...models,
    tables: models.tables.map((model) => {
      const name = relations(model.name);
      return withNames({ ...model, name }, live.get(name), { relations, columns });
    }),
    views: models.views.map((view) => ({ ...view, name: relations(view.name) })),
    triggers: models.triggers.map((trigger) => ({
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
