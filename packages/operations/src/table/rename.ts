import {
  type Column,
  type Dialect,
  type ForeignKey,
  type Index,
  type PartitionElement,
  partitionsOf,
  type QualifiedName,
  sameName,
  type Schema,
  showName,
  type SqlText,
  type Table,
  type Trigger,
  type Unique,
} from "@limbeck/model";

import { objectMissing } from "../errors.ts";
import { followTableInBody } from "../function/followTable.ts";
import { followTypeName } from "../typeName/followNamed.ts";
import { withOwnColumns } from "../partition/columns.ts";
import { changeTable } from "../schemaChange.ts";
import { moveSequenceIn } from "../sequence/moveSequence.ts";
import { keepSequences, plainSequences, viewsReading } from "./follow.ts";
import { mapTriggerText } from "./mapSchemaTexts.ts";
import { mapPolicyTexts, mapTexts } from "./mapTexts.ts";
import {
  nameLike,
  renameColumnInText,
  renameColumnOfSource,
  renameSourceInText,
  renameTableInText,
  type Spelled,
} from "./renameText.ts";
import { followPart } from "./parts.ts";
import { besideTable } from "./touches.ts";

/** The schema after a table was renamed: foreign keys, owned sequences and what views read follow it, as they do on the server. */
export function renameTableIn(schema: Schema, from: QualifiedName, to: string): Schema {
  const target = besideTable(from, to);
  const renamed = changeTable(schema, from, (table) => {
    const read = mapTexts(table, (text) => renameTableInText(text, from.name, to));
    return { ...read, name: to, columns: plainSequences(target, keepSequences(from, read.columns)) };
  });
  return followTable(renamed, from, target);
}

/** The schema after a table was moved to another namespace: the sequences that its columns own go along, all else follows. */
export function moveTableIn(schema: Schema, from: QualifiedName, target: QualifiedName): Schema {
  const moved = changeTable(schema, from, ({ schema: _, ...table }) => ({
    ...table,
    ...target,
    columns: plainSequences(
      target,
      keepSequences(from, table.columns).map((column) => withSequenceBeside(target, column)),
    ),
  }));
  return moveOwnedSequences(followTable(moved, from, target), target);
}

function withSequenceBeside(table: QualifiedName, column: Column): Column {
  const { default: value } = column;
  if (value?.kind !== "serial" || value.sequence === undefined) return column;
  return { ...column, default: { ...value, sequence: besideTable(table, value.sequence.name) } };
}

function moveOwnedSequences(schema: Schema, table: QualifiedName): Schema {
  const owned = schema.sequences.filter(
    ({ ownedBy }) => ownedBy !== undefined && sameName(ownedBy.table, table),
  );
  return owned.reduce(
    (now, sequence) => moveSequenceIn(now, sequence, besideTable(table, sequence.name)),
    schema,
  );
}

/** The schema with everything that names a table by its old name naming it by its new one. */
export function followTable(moved: Schema, from: QualifiedName, target: QualifiedName): Schema {
  // A table brings a composite type of its own name.
  const renamed = followNames(followTypeName(moved, from, target), from, target);
  return {
    ...renamed,
    tables: renamed.tables.map((table) => readBy(table, from, target)),
    functions: renamed.functions.map((routine) => followTableInBody(routine, from, target)),
  };
}

/**
 * The schema with a table under another name, where no text follows: what stands on it is said as before, and so stands on whatever else
 * takes the old name.
 */
export function calledOtherwise(schema: Schema, from: QualifiedName, target: QualifiedName): Schema {
  const moved = changeTable(schema, from, ({ schema: _, ...table }) => ({
    ...table,
    ...target,
    columns: plainSequences(target, keepSequences(from, table.columns)),
  }));
  return followNames(moved, from, target);
}

function followNames(schema: Schema, from: QualifiedName, target: QualifiedName): Schema {
  return {
    ...schema,
    tables: schema.tables.map((table) => followPart(pointAt(table, from, target), from, target)),
    sequences: schema.sequences.map((sequence) =>
      sequence.ownedBy !== undefined && sameName(sequence.ownedBy.table, from)
        ? { ...sequence, ownedBy: { ...sequence.ownedBy, table: target } }
        : sequence,
    ),
    triggers: schema.triggers.map((trigger) =>
      sameName(trigger.table, from) ? { ...trigger, table: target } : trigger,
    ),
    views: viewsReading(schema, from, target),
  };
}

/** The policies of a table, which may read others in sub-selects. */
function readBy(table: Table, from: QualifiedName, to: QualifiedName): Table {
  return mapPolicyTexts(table, (text) => renameSourceInText(text, from, to));
}

/** What names the table elsewhere: foreign keys, and partitions. */
function pointAt(table: Table, from: QualifiedName, to: QualifiedName): Table {
  const follow = (key: ForeignKey): ForeignKey =>
    sameName(key.references.table, from) ? { ...key, references: { ...key.references, table: to } } : key;
  const { partitionOf } = table;
  return {
    ...table,
    ...(partitionOf !== undefined && sameName(partitionOf.table, from)
      ? { partitionOf: { ...partitionOf, table: to } }
      : {}),
    foreignKeys: table.foreignKeys.map(follow),
  };
}

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

function renameInTable(
  table: Table,
  from: string,
  to: string,
  { follow, spelled }: { readonly follow: Columns; readonly spelled: Spelled | undefined },
): Table {
  if (table.partitionOf === undefined && !table.columns.some((column) => column.name === from))
    throw objectMissing(`column ${showName(table)}.${from}`);
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
