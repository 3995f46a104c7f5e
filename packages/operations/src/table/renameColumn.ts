import {
  type Dialect,
  type ForeignKey,
  type Index,
  nameOf,
  type PartitionElement,
  partitionsOf,
  type QualifiedName,
  type Routine,
  sameName,
  type Schema,
  showName,
  type SqlText,
  type Table,
  type Trigger,
  type Unique,
} from "@limbeck/model";

import { objectMissing } from "../errors.ts";
import { followColumnInBody } from "../function/followColumn.ts";
import { withOwnColumns } from "../partition/columns.ts";
import { changeTable } from "../schemaChange.ts";
import { keepSequences, plainSequences, viewsReading } from "./follow.ts";
import { mapTriggerText } from "./mapSchemaTexts.ts";
import { mapPolicyTexts, mapTexts } from "./mapTexts.ts";
import { nameLike } from "./nameLike.ts";
import { renameColumnInText, renameColumnOfSource, type Spelled } from "./renameText.ts";

/** The schema after a column was renamed: whatever names or reads it follows, as on the server. */
export function renameColumnIn(schema: Schema, name: QualifiedName, from: string, to: string): Schema {
  const follow = (columns: readonly string[]): readonly string[] =>
    columns.map((column) => (column === from ? to : column));
  const tables = [name, ...partitionsOf(name, schema.tables)];
  const among = (table: QualifiedName): boolean => tables.some((one) => sameName(one, table));
  const own = tables.reduce(
    (changed, one) =>
      changeTable(changed, one, (table) =>
        renameInTable(table, from, to, { follow, spelled: SPELLED[schema.dialect] }),
      ),
    schema,
  );
  const points = (key: ForeignKey): ForeignKey =>
    among(key.references.table)
      ? { ...key, references: { ...key.references, columns: follow(key.references.columns) } }
      : key;
  return {
    ...own,
    tables: own.tables.map((table) => ({
      ...mapPolicyTexts(table, (text) => renameColumnOfSource(text, name, from, to)),
      foreignKeys: table.foreignKeys.map(points),
    })),
    sequences: own.sequences.map((sequence) =>
      sequence.ownedBy?.column === from && sameName(sequence.ownedBy.table, name)
        ? { ...sequence, ownedBy: { ...sequence.ownedBy, column: to } }
        : sequence,
    ),
    triggers: own.triggers.map((trigger) =>
      among(trigger.table) ? renameInTrigger(trigger, from, to, follow) : trigger,
    ),
    functions: own.functions.map((routine) =>
      tables.reduce<Routine>(
        (now, table) => followColumnInBody(now, { table: nameOf(table), from, to }),
        routine,
      ),
    ),
    views: viewsReading(schema, name, name, (column) => (column === from ? to : column)),
  };
}

/** What is said of each column, where one has another name. */
function underName<T>(
  said: Readonly<Record<string, T>>,
  from: string,
  to: string,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(said).map(([name, one]) => [name === from ? to : name, one]));
}

const SPELLED = { postgres: nameLike, sqlite: undefined } satisfies Record<Dialect, Spelled | undefined>;

type Columns = (columns: readonly string[]) => readonly string[];

/** SQLite puts a trigger into other words by itself, with all that it says. */
function renameInTrigger(trigger: Trigger, from: string, to: string, follow: Columns): Trigger {
  const { updateOf, function: executed } = trigger;
  const named = updateOf === undefined ? trigger : { ...trigger, updateOf: follow(updateOf) };
  if (executed === undefined) return named;
  const inRow = (text: SqlText, row: string): SqlText => renameColumnInText(text, row, from, to, nameLike);
  return mapTriggerText(named, (text) => inRow(inRow(text, "old"), "new"));
}

/** How a column takes its name in what lists it. */
function renamedIn(from: string, to: string, follow: Columns) {
  const keyed = <T extends Pick<Unique, "columns" | "include" | "descending" | "collations">>(key: T): T => ({
    ...key,
    columns: follow(key.columns),
    ...(key.include === undefined ? {} : { include: follow(key.include) }),
    ...(key.descending === undefined ? {} : { descending: follow(key.descending) }),
    ...(key.collations === undefined ? {} : { collations: underName(key.collations, from, to) }),
  });
  const renamed = <T extends PartitionElement>(element: T): T =>
    element.kind === "column" && element.column === from ? { ...element, column: to } : element;
  const sorted = <T extends Pick<Index, "elements" | "include">>(index: T): T => ({
    ...index,
    elements: index.elements.map(renamed),
    ...(index.include === undefined ? {} : { include: follow(index.include) }),
  });
  return { keyed, renamed, sorted };
}

function renameInTable(
  table: Table,
  from: string,
  to: string,
  { follow, spelled }: { readonly follow: Columns; readonly spelled: Spelled | undefined },
): Table {
  if (table.partitionOf === undefined && !table.columns.some((column) => column.name === from))
    throw objectMissing(`column ${showName(table)}.${from}`);
  const { keyed, renamed, sorted } = renamedIn(from, to, follow);
  const read = mapTexts(table, (text) => renameColumnInText(text, table.name, from, to, spelled));
  const { partitionBy, partitionColumns = [] } = read;
  const named = keepSequences(table, read.columns, from).map((column) =>
    column.name === from ? { ...column, name: to } : column,
  );
  return {
    ...withOwnColumns(
      read,
      partitionColumns.map((column) => (column.name === from ? { ...column, name: to } : column)),
    ),
    ...(partitionBy === undefined
      ? {}
      : { partitionBy: { ...partitionBy, elements: partitionBy.elements.map(renamed) } }),
    columns: plainSequences(table, named),
    ...(table.primaryKey === undefined ? {} : { primaryKey: keyed(table.primaryKey) }),
    uniques: table.uniques.map(keyed),
    foreignKeys: table.foreignKeys.map((key) => ({
      ...key,
      columns: follow(key.columns),
      ...(key.onDeleteColumns === undefined ? {} : { onDeleteColumns: follow(key.onDeleteColumns) }),
    })),
    exclusions: read.exclusions.map(sorted),
    indexes: read.indexes.map(sorted),
  };
}
