import { type Index, type QualifiedName, sameName, type Schema, showName, type Table } from "@limbeck/model";

import { objectMissing } from "./errors.ts";
import { type IfExists } from "./ifExists.ts";

/** The schema with one table changed. */
export function changeTable(schema: Schema, name: QualifiedName, change: (table: Table) => Table): Schema {
  const tables = replaceOne(
    schema.tables,
    (table) => sameName(table, name),
    change,
    `table ${showName(name)}`,
  );
  return { ...schema, tables };
}

/** The schema with the indexes of one table or materialized view changed. */
export function changeIndexes(
  schema: Schema,
  name: QualifiedName,
  change: (indexes: readonly Index[]) => readonly Index[],
): Schema {
  if (!schema.views.some((view) => sameName(view, name)))
    return changeTable(schema, name, (table) => ({ ...table, indexes: change(table.indexes) }));
  const views = schema.views.map((view) =>
    sameName(view, name) ? { ...view, indexes: change(view.indexes ?? []) } : view,
  );
  return { ...schema, views };
}

/** The list with the one item that fits changed. Throws `object-missing` where none does. */
export function replaceOne<T>(
  list: readonly T[],
  fits: (item: T) => boolean,
  change: (item: T) => T,
  what: string,
): readonly T[] {
  const at = list.findIndex(fits);
  const item = list[at];
  if (item === undefined) throw objectMissing(what);
  return list.with(at, change(item));
}

/** The list without the one item that fits. Throws `object-missing` where none does and `ifExists` is not said. */
export function removeOne<T>(
  list: readonly T[],
  fits: (item: T) => boolean,
  what: string,
  { ifExists }: IfExists = {},
): readonly T[] {
  const at = list.findIndex(fits);
  if (at < 0 && ifExists === true) return list;
  if (at < 0) throw objectMissing(what);
  return list.toSpliced(at, 1);
}
