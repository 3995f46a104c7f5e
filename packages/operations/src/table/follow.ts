import { type Column, nameOf, type QualifiedName, sameName, type Schema, type View } from "@limbeck/model";

import { serialSequenceName } from "../sql/serial.ts";

/** The columns of a table with the names of their sequences said: a sequence keeps its name when its table or column takes another. */
export function keepSequences(
  table: QualifiedName,
  columns: readonly Column[],
  only?: string,
): readonly Column[] {
  return columns.map((column) => (only === undefined || only === column.name ? keep(table, column) : column));
}

function keep(table: QualifiedName, column: Column): Column {
  const derived = serialSequenceName(table, column.name);
  const { default: value, identity } = column;
  if (value?.kind === "serial")
    return { ...column, default: { ...value, sequence: value.sequence ?? derived } };
  if (identity === undefined) return column;
  return { ...column, identity: { ...identity, sequence: identity.sequence ?? derived.name } };
}

/** The columns of a table without names of sequences that they would have anyway. */
export function plainSequences(table: QualifiedName, columns: readonly Column[]): readonly Column[] {
  return columns.map((column) => {
    const derived = serialSequenceName(table, column.name);
    const { default: value, identity } = column;
    if (value?.kind === "serial" && value.sequence !== undefined && sameName(value.sequence, derived)) {
      const { sequence: _, ...rest } = value;
      return { ...column, default: rest };
    }
    if (identity?.sequence !== derived.name) return column;
    const { sequence: _, ...rest } = identity;
    return { ...column, identity: rest };
  });
}

/** The views with whatever they read of one table under other names. */
export function viewsReading(
  { views }: Schema,
  table: QualifiedName,
  to: QualifiedName,
  column: (name: string) => string = (name) => name,
): readonly View[] {
  return views.map((view) => {
    if (view.uses === undefined || !view.uses.some((use) => sameName(use, table))) return view;
    const uses = view.uses.map((use) =>
      sameName(use, table) ? { ...use, ...nameOf(to), columns: use.columns.map(column).sort() } : use,
    );
    return { ...view, uses };
  });
}
