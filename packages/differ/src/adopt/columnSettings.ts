import { type Column, type ColumnSettings, sameText, type Table } from "@limbeck/model";

/** The table with those settings of its columns that the start has; one that becomes of another type keeps none of storage. */
export function adoptSettings(
  before: Table,
  after: Table,
  settings: readonly (keyof ColumnSettings)[],
): Table {
  return adoptColumns(before, after, (was, column) => settingsOf(was, column, settings));
}

/** The table with that of its columns that `kept` takes from the column of that name at the start. */
export function adoptColumns(
  before: Table,
  after: Table,
  kept: (was: Column, column: Column) => Partial<Column>,
): Table {
  const old = new Map(before.columns.map((column) => [column.name, column]));
  return {
    ...after,
    columns: after.columns.map((column) => {
      const was = old.get(column.name);
      return was === undefined ? column : { ...column, ...kept(was, column) };
    }),
  };
}

function settingsOf(
  was: Column,
  column: Column,
  settings: readonly (keyof ColumnSettings)[],
): ColumnSettings {
  const retyped = !sameText(was.type, column.type);
  const kept = settings.filter((setting) => was[setting] !== undefined && !(retyped && OF_TYPE.has(setting)));
  return Object.fromEntries(kept.map((setting) => [setting, was[setting]]));
}

/** A type may not have the storage that another one has. */
const OF_TYPE: ReadonlySet<keyof ColumnSettings> = new Set(["storage", "compression"]);
