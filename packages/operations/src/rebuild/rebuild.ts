import {
  foldName,
  type QualifiedName,
  sameName,
  type Schema,
  type Table,
  type Trigger,
  type View,
} from "@limbeck/model";

import { quoteIdentifier } from "../sql/identifier.ts";
import { createIndexSql } from "../sql/sqlite/tableIndex.ts";
import { quoteString } from "../sql/sqlite/literal.ts";
import { bareTableSql } from "../sql/sqlite/table.ts";
import { createTriggerSql, dropTriggerSql } from "../sql/sqlite/trigger.ts";
import { createViewSql, dropViewSql } from "../sql/sqlite/view.ts";
import { mapTexts } from "../table/mapTexts.ts";
import { copySql, type Sources } from "./copy.ts";
import { callTable, folded, mayName, triggerMayName } from "./words.ts";

/** The name of the new table until it takes the place of the old one. */
export function newName(table: QualifiedName): string {
  return `_limbeck_new_${table.name}`;
}

/**
 * The statements that put `after` in the place of a table of the schema. They are for one transaction, on a connection where
 * foreign keys were switched off before it began: DROP TABLE deletes the rows first, and what points at them goes with them.
 * (The order is that of https://sqlite.org/lang_altertable.html, Making Other Kinds Of Table Schema Changes.)
 */
export function rebuildSql(schema: Schema, before: Table, after: Table, sources: Sources): readonly string[] {
  const fresh = newName(after);
  const { views, triggers } = standingOn(schema, before);
  const kept = triggers.filter(
    ({ table }) => !views.some((view) => sameName(view, table)) && !sameName(table, before),
  );
  return [
    // Renaming reads every view and trigger there is, and fails at one that names a table that is away.
    ...kept.map(({ name }) => dropTriggerSql(name)),
    ...views.map(({ name }) => dropViewSql(name)).reverse(),
    bareTableSql(underName(after, fresh)),
    copySql(before, after, fresh, sources),
    ...keepCounter(before, after, fresh),
    `DROP TABLE ${quoteIdentifier(before.name)}`,
    `ALTER TABLE ${quoteIdentifier(fresh)} RENAME TO ${quoteIdentifier(after.name)}`,
    ...after.indexes.map((index) => createIndexSql(after, index)),
    ...views.map((one) => createViewSql(one)),
    ...triggers.map((one) => createTriggerSql(one)),
  ];
}

/** A check may call the table by its name, which it does not have yet; taking it, the table renames what its texts say. */
function underName(table: Table, name: string): Table {
  return { ...mapTexts(table, (text) => callTable(text, table.name, name)), name };
}

/** The views over a table, those over these views, and the triggers that are on any of these or name one. */
function standingOn(
  { views, triggers }: Schema,
  table: Table,
): { views: readonly View[]; triggers: readonly Trigger[] } {
  const over = viewsOver(views, folded(table.name));
  const names = folded(table.name, ...over.map(({ name }) => name));
  return {
    views: over,
    triggers: triggers.filter(
      (trigger) => names.has(foldName(trigger.table.name)) || triggerMayName(trigger, names),
    ),
  };
}

function viewsOver(views: readonly View[], names: ReadonlySet<string>): readonly View[] {
  const over = views.filter(({ query }) => mayName(query, names));
  const all = folded(...names, ...over.map(({ name }) => name));
  return all.size === names.size ? over : viewsOver(views, all);
}

/** How far AUTOINCREMENT has counted, which may be further than the rows that are left. */
function keepCounter(before: Table, after: Table, fresh: string): readonly string[] {
  if (before.primaryKey?.autoincrement !== true || after.primaryKey?.autoincrement !== true) return [];
  const [old, now] = [quoteString(before.name), quoteString(fresh)];
  return [
    `DELETE FROM sqlite_sequence WHERE name = ${now}`,
    `INSERT INTO sqlite_sequence (name, seq) SELECT ${now}, seq FROM sqlite_sequence WHERE name = ${old}`,
  ];
}

/** The foreign keys that point at a table: what a rebuild would touch where they cannot be switched off. */
export function pointingAt({ tables }: Schema, table: QualifiedName): readonly QualifiedName[] {
  const name = foldName(table.name);
  return tables
    .filter(({ foreignKeys }) =>
      foreignKeys.some(({ references }) => foldName(references.table.name) === name),
    )
    .map((one) => ({ name: one.name }));
}
