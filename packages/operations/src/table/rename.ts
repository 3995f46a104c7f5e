import {
  type ForeignKey,
  type QualifiedName,
  sameName,
  type Schema,
  showName,
  type Table,
} from "@limbeck/model";

import { objectMissing } from "../errors.ts";

import { changeTable } from "../schemaChange.ts";
import { besideTable } from "./touches.ts";

/** The schema after a table was renamed: foreign keys and owned sequences follow it, as they do on the server. */
export function renameTableIn(schema: Schema, from: QualifiedName, to: string): Schema {
  const renamed = changeTable(schema, from, (table) => ({ ...table, name: to }));
  const target = besideTable(from, to);
  return {
    ...renamed,
    tables: renamed.tables.map((table) => pointAt(table, from, target)),
    sequences: renamed.sequences.map((sequence) =>
      sequence.ownedBy !== undefined && sameName(sequence.ownedBy.table, from)
        ? { ...sequence, ownedBy: { ...sequence.ownedBy, table: target } }
        : sequence,
    ),
    triggers: renamed.triggers.map((trigger) =>
      sameName(trigger.table, from) ? { ...trigger, table: target } : trigger,
    ),
  };
}

function pointAt(table: Table, from: QualifiedName, to: QualifiedName): Table {
  const follow = (key: ForeignKey): ForeignKey =>
    sameName(key.references.table, from) ? { ...key, references: { ...key.references, table: to } } : key;
  return { ...table, foreignKeys: table.foreignKeys.map(follow) };
}

/** The schema after a column was renamed: constraints, indexes and foreign keys that name it follow. */
export function renameColumnIn(schema: Schema, name: QualifiedName, from: string, to: string): Schema {
  const follow = (columns: readonly string[]): readonly string[] =>
    columns.map((column) => (column === from ? to : column));
  const own = changeTable(schema, name, (table) => renameInTable(table, from, to, follow));
  const points = (key: ForeignKey): ForeignKey =>
    sameName(key.references.table, name)
      ? { ...key, references: { ...key.references, columns: follow(key.references.columns) } }
      : key;
  return {
    ...own,
    tables: own.tables.map((table) => ({ ...table, foreignKeys: table.foreignKeys.map(points) })),
  };
}

function renameInTable(
  table: Table,
  from: string,
  to: string,
  follow: (columns: readonly string[]) => readonly string[],
): Table {
  if (!table.columns.some((column) => column.name === from))
    throw objectMissing(`column ${showName(table)}.${from}`);
  const keyed = <T extends { readonly columns: readonly string[]; readonly include?: readonly string[] }>(
    key: T,
  ): T => ({
    ...key,
    columns: follow(key.columns),
    ...(key.include === undefined ? {} : { include: follow(key.include) }),
  });
  return {
    ...table,
    columns: table.columns.map((column) => (column.name === from ? { ...column, name: to } : column)),
    ...(table.primaryKey === undefined ? {} : { primaryKey: keyed(table.primaryKey) }),
    uniques: table.uniques.map(keyed),
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, columns: follow(key.columns) })),
    indexes: table.indexes.map((index) => ({
      ...index,
      elements: index.elements.map((element) =>
        element.kind === "column" && element.column === from ? { ...element, column: to } : element,
      ),
      ...(index.include === undefined ? {} : { include: follow(index.include) }),
    })),
  };
}
