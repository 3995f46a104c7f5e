import { names045 } from "../names045.ts";
import { type Adapter, type ArrayElement } from "./adapter.ts";
import { type DrizzleArrayColumn, type DrizzleColumn } from "./columnShape.ts";
import { type Drizzle } from "./drizzle.ts";

/** Drizzle 0.45 with drizzle-kit 0.31: an array is a column around another column. */
export const adapter045: Adapter = { element, jsonString: "json", isFilledIn, names: names045 };

function element(column: DrizzleColumn, drizzle: Drizzle): ArrayElement {
  if (!isArray(column, drizzle))
    return { column, dimensions: 0, driverValue: (value) => column.mapToDriverValue(value) };
  const inner = element(column.baseColumn, drizzle);
  return { ...inner, dimensions: inner.dimensions + 1 };
}

/** Only an array has a base; asked first, because every column comes by here several times. */
function isArray(column: DrizzleColumn, { is, pg }: Drizzle): column is DrizzleArrayColumn {
  return "baseColumn" in column && pg.PgArray !== undefined && is(column, pg.PgArray);
}

/**
 * Where the author gives no name, `table_column_unique` is filled in. The trap: it stays in the builder, so that a column
 * which several tables share carries the name of the first table into the others.
 */
function isFilledIn(name: string, column: string, tables: ReadonlySet<string>): boolean {
  const end = `_${column}_unique`;
  return name.endsWith(end) && tables.has(name.slice(0, -end.length));
}
