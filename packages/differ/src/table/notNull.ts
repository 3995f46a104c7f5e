import { type Column, type Schema, type Table } from "@limbeck/model";

import { type ColumnChanges } from "@limbeck/operations";

import { adoptColumns } from "../adopt/columnSettings.ts";

type Said = "notNullName" | "notNullNotValid" | "notNullNoInherit";

/**
 * The table with that of its NOT NULLs which the start says of them, and its author does not. A key and an identity take none that is
 * NOT VALID or NO INHERIT.
 */
export function adoptNotNull(before: Table, after: Table, said: readonly Said[]): Table {
  const key = new Set(after.primaryKey?.columns);
  return adoptColumns(before, after, (was, column) => {
    if (was.nullable || column.nullable) return {};
    const whole = key.has(column.name) || column.identity !== undefined;
    const kept = said.filter(
      (one) => was[one] !== undefined && column[one] === undefined && !(whole && PARTIAL.has(one)),
    );
    return Object.fromEntries(kept.map((one) => [one, was[one]]));
  });
}

const PARTIAL: ReadonlySet<Said> = new Set(["notNullNotValid", "notNullNoInherit"]);

interface Altered {
  readonly name: string;
  readonly changes: ColumnChanges;
}

/** A NOT NULL that takes the name of another of its table, which is renamed as well, has none in between: each may wait for the other. */
export function nameFreed(altered: Altered, all: readonly Altered[]): readonly Altered[] {
  const { name, changes } = altered;
  const called = changes.notNullName;
  const isTaken = all.some(({ changes: others }) => others.notNullName?.from === called?.to);
  if (called?.from == null || called.to === null || called.from === called.to || !isTaken) return [altered];
  return [
    { name, changes: { notNullName: { from: called.from, to: null } } },
    { name, changes: { ...changes, notNullName: { from: null, to: called.to } } },
  ];
}

/** The schema as a server keeps it on which NOT NULL is no constraint: before PostgreSQL 18. */
export function withPlainNotNulls(schema: Schema): Schema {
  return {
    ...schema,
    tables: schema.tables.map((table) => ({ ...table, columns: table.columns.map(withPlainNotNull) })),
  };
}

export function withPlainNotNull({
  notNullName: _,
  notNullNotValid: __,
  notNullNoInherit: ___,
  ...column
}: Column): Column {
  return column;
}
