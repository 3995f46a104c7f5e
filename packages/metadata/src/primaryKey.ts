import { type PrimaryKey, truncateName } from "@limbeck/model";
import { isReference, KEY_OPTIONS, optionsOf, said } from "./constraint.ts";
import { severalPrimaryKeys } from "./errors.ts";
import { type ModelTable } from "./modelTable.ts";
import { stored } from "./names.ts";
import { type Reading } from "./reading.ts";

/**
 * The primary key of a table, written behind its column or as `primaryKey()`. Fails with `several-primary-keys`; saying
 * the same key in both ways is fine.
 */
export function readPrimaryKey(table: ModelTable, reading: Reading): PrimaryKey | undefined {
  const [own, ...others] = [...ownKeys(table, reading), ...columnKeys(table, reading)];
  if (own === undefined) return undefined;
  const other = others.find(({ columns }) => !sameSet(columns, own.columns));
  if (other !== undefined) throw severalPrimaryKeys(table.parts.name, [own.columns, other.columns]);
  return own;
}

function ownKeys({ parts, extra }: ModelTable, reading: Reading): readonly PrimaryKey[] {
  const { names, adapter } = reading;
  return extra.primaryKeys.map(({ built, options, ...comment }) => {
    const columns = names(built.columns);
    const name =
      built.name === undefined
        ? adapter.names.primaryKey(parts.name, columns)
        : adapter.names.chosen(built.name, columns);
    return {
      name: truncateName(name),
      ...(built.name === undefined ? { derivedName: true } : {}),
      columns: columns.map(stored),
      ...said(options, KEY_OPTIONS, reading),
      ...comment,
    };
  });
}

function columnKeys(table: ModelTable, reading: Reading): readonly PrimaryKey[] {
  return table.parts.columns
    .filter(({ primary }) => primary)
    .map((column) => ({
      name: reading.adapter.names.columnPrimaryKey(table.parts.name, reading.name(column)),
      derivedName: true,
      columns: [reading.columnName(column)],
      ...(column.isUnique || isReference(table, column) ? {} : said(optionsOf(column), KEY_OPTIONS, reading)),
    }));
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
