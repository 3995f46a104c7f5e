import {
  type Column,
  foldName,
  type QualifiedName,
  sameName,
  type Schema,
  type Table,
  type Trigger,
} from "@limbeck/model";

import { type ColumnChanges } from "../column/changes.ts";
import { type Plan, type ServerFacts, statements } from "../plan.ts";
import { quoteIdentifier } from "../sql/identifier.ts";
import { columnSql, counts } from "../sql/sqlite/column.ts";
import { isConstant, isNull } from "../sql/sqlite/expression.ts";
import { folded, mayName, triggerMayName } from "./words.ts";

// What ALTER TABLE does to any table, whatever rows are in it. Some of what it does to an empty one, it refuses where there are
// rows (https://sqlite.org/lang_altertable.html), and what passes on a laptop would fail in production.

/** The answer of an operation that always makes its table anew. */
export function rebuilds({ table }: { readonly table: QualifiedName }): Plan {
  return { kind: "rebuild", table };
}

export function addColumnPlan(op: { readonly table: QualifiedName; readonly column: Column }): Plan {
  if (!canBeAdded(op.column)) return rebuilds(op);
  return statements(`ALTER TABLE ${quoteIdentifier(op.table.name)} ADD COLUMN ${columnSql(op.column)}`);
}

function canBeAdded(column: Column): boolean {
  const { default: value, generated, nullable } = column;
  if (counts(column) || (value !== undefined && !isConstant(value)) || generated?.stored === true)
    return false;
  return nullable || (value !== undefined && !isNull(value)) || generated !== undefined;
}

/**
 * DROP COLUMN is refused of the last column that holds values, and while anything stands on the column; what does is known only of
 * a known schema.
 */
export function dropColumnPlan(
  op: { readonly table: QualifiedName; readonly name: string },
  { schema }: ServerFacts,
): Plan {
  const table = schema?.tables.find((one) => sameName(one, op.table));
  if (schema === undefined || table === undefined) return rebuilds(op);
  if (!hasOthers(table, op.name) || standsOn(schema, table, op.name)) return rebuilds(op);
  return statements(`ALTER TABLE ${quoteIdentifier(op.table.name)} DROP COLUMN ${quoteIdentifier(op.name)}`);
}

function hasOthers({ columns }: Table, column: string): boolean {
  return columns.some(({ name, generated }) => name !== column && generated === undefined);
}

function standsOn(schema: Schema, table: Table, column: string): boolean {
  const name = folded(column);
  return inKeys(table, column) || inTexts(table, column, name) || outside(schema, table, name);
}

function inKeys({ primaryKey, uniques, foreignKeys, indexes }: Table, column: string): boolean {
  const keys = [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques, ...foreignKeys];
  const elements = indexes.flatMap((index) => index.elements);
  return (
    keys.some(({ columns }) => columns.includes(column)) ||
    elements.some((element) => element.kind === "column" && element.column === column)
  );
}

function inTexts({ columns, checks, indexes }: Table, column: string, name: ReadonlySet<string>): boolean {
  return [
    ...checks.map(({ expression }) => expression),
    ...columns.filter((one) => one.name !== column).map(({ generated }) => generated?.expression),
    ...indexes.map(({ where }) => where),
    ...indexes.flatMap(({ elements }) =>
      elements.map((one) => (one.kind === "expression" ? one.expression : undefined)),
    ),
  ].some((text) => mayName(text, name));
}

/** A view that names the column, or all columns, of some table; a trigger that names it; a key that points at it. */
function outside({ views, triggers, tables }: Schema, table: Table, column: ReadonlySet<string>): boolean {
  const own = folded(table.name);
  return (
    views.some(({ query }) => mayName(query, own)) ||
    triggers.some((trigger) => isAt(trigger, own) && namesColumn(trigger, column)) ||
    tables.some(({ foreignKeys }) =>
      foreignKeys.some(
        ({ references }) =>
          own.has(foldName(references.table.name)) &&
          references.columns.some((name) => column.has(foldName(name))),
      ),
    )
  );
}

function isAt(trigger: Trigger, table: ReadonlySet<string>): boolean {
  return table.has(foldName(trigger.table.name)) || triggerMayName(trigger, table);
}

function namesColumn(trigger: Trigger, column: ReadonlySet<string>): boolean {
  return (
    (trigger.updateOf ?? []).some((name) => column.has(foldName(name))) || triggerMayName(trigger, column)
  );
}

/** Settings and comments are PostgreSQL's; a name is changed where it stands; all else makes the table anew. */
const MEANS_NOTHING: ReadonlySet<string> = new Set([
  "storage",
  "compression",
  "statistics",
  "options",
  "comment",
] satisfies readonly (keyof ColumnChanges)[]);

export function alterColumnPlan(op: {
  readonly table: QualifiedName;
  readonly column: string;
  readonly changes: ColumnChanges;
}): Plan {
  const { name, ...rest } = op.changes;
  const asks = !Object.keys(rest).every((key) => MEANS_NOTHING.has(key));
  if (name === undefined) return asks ? rebuilds(op) : statements();
  // Views and triggers follow a new name only where SQLite gives it, so `oneByOne` has made two of it.
  if (asks)
    return {
      kind: "unsupported",
      reason: "SQLite renames a column in one step and changes it in another",
    };
  return statements(
    `ALTER TABLE ${quoteIdentifier(op.table.name)} RENAME COLUMN ${quoteIdentifier(op.column)} TO ${quoteIdentifier(name.to)}`,
  );
}
