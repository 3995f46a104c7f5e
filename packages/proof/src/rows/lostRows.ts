import { nameKey, nameOf, type QualifiedName } from "@limbeck/model";

import { type Row, type TableRows } from "./tableRows.ts";

/** What of the rows of a table is not as it was: values of a column, or, without one, rows that are gone or that were left. */
export interface RowLoss extends QualifiedName {
  readonly column?: string;
  /** Of its rows, how many there are less than before; negative: more. Absent for a column. */
  readonly rows?: number;
}

/** What of the rows before did not come back, by table and column. */
export function lostRows(before: readonly TableRows[], after: readonly TableRows[]): readonly RowLoss[] {
  const found = new Map(after.map((table) => [nameKey(table), table]));
  return before.flatMap((table) => lostIn(table, found.get(nameKey(table))?.rows ?? []));
}

function lostIn(before: TableRows, after: readonly Row[]): readonly RowLoss[] {
  const { columns, rows } = before;
  const lines = (all: readonly Row[]): string =>
    sorted(all.map((row) => JSON.stringify(columns.map((name) => row[name] ?? null))));
  if (lines(rows) === lines(after)) return [];
  const table = nameOf(before);
  if (rows.length !== after.length) return [{ ...table, rows: rows.length - after.length }];
  const values = (all: readonly Row[], name: string): string =>
    sorted(all.map((row) => JSON.stringify(row[name] ?? null)));
  const changed = columns.filter((name) => values(rows, name) !== values(after, name));
  // The same values in other rows.
  return changed.length === 0 ? [{ ...table, rows: 0 }] : changed.map((column) => ({ ...table, column }));
}

function sorted(texts: readonly string[]): string {
  return [...texts].sort().join("\n");
}
