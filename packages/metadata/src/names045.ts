import { cased, type ColumnName, type DefaultNames, serverName, written } from "./names.ts";

/** drizzle-kit 0.31, `generatePgSnapshot`; checked against its `generateMigration` in names.test.ts. */
export const names045: DefaultNames = {
  // It writes PRIMARY KEY behind the column, and the server finds the name.
  columnPrimaryKey: (table) => serverName(table, undefined, "pkey"),
  primaryKey: (table, columns) => recase(joined(table, columns.map(written), "pk"), columns),
  // Not cased: Drizzle makes the names of unique constraints while it builds the table.
  columnUnique: (table, column) => joined(table, [column.written], "unique"),
  unique: (table, columns) => joined(table, columns.map(written), "unique"),
  foreignKey: ({ table, columns, foreignTable, foreignColumns }) => {
    const parts = [...columns.map(written), foreignTable, ...foreignColumns.map(written)];
    return recase(joined(table, parts, "fk"), [...columns, ...foreignColumns]);
  },
  index: (table, elements) => joined(table, elements, "index"),
  chosen: recase,
};

function joined(table: string, parts: readonly string[], label: string): string {
  return [table, ...parts, label].join("_");
}

/**
 * The finished name with the first occurrence of each column's name cased. The trap: drizzle-kit does the same to names
 * that the author chose, and finds the letters anywhere, also in the table's name.
 */
function recase(name: string, columns: readonly ColumnName[]): string {
  return columns.reduce((text, column) => text.replace(written(column), () => cased(column)), name);
}
