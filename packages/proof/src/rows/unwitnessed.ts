import { nameKey, nameOf, type QualifiedName, type Schema, spelling } from "@limbeck/model";

import { type TableRows } from "./tableRows.ts";

/** A column of which no row has a value, so that nobody would see its values go. */
export interface Unwitnessed extends QualifiedName {
  readonly column: string;
}

/** The columns without a value that a change takes away or makes another, on the way from one schema to the other. */
export function unwitnessed(held: readonly TableRows[], from: Schema, to: Schema): readonly Unwitnessed[] {
  const stays = typesOf(to);
  const types = typesOf(from);
  return held.flatMap((table) =>
    table.columns
      .filter((column) => !table.rows.some((row) => (row[column] ?? null) !== null))
      .filter((column) => types.get(keyOf(table, column)) !== stays.get(keyOf(table, column)))
      .map((column) => ({ ...nameOf(table), column })),
  );
}

function typesOf({ tables }: Schema): ReadonlyMap<string, string> {
  return new Map(
    tables.flatMap((table) =>
      table.columns.map(({ name, type }) => [keyOf(table, name), spelling(type)] as const),
    ),
  );
}

function keyOf(table: QualifiedName, column: string): string {
  return JSON.stringify([nameKey(table), column]);
}
