import { names045 } from "../names045.ts";
import { type Adapter, type ArrayElement } from "./adapter.ts";
import { type Drizzle, type DrizzleColumn } from "./drizzle.ts";

/** Drizzle 0.45 with drizzle-kit 0.31: an array is a column around another column. */
export const adapter045: Adapter = { element, jsonString: "json", names: names045 };

function element(column: DrizzleColumn, drizzle: Drizzle): ArrayElement {
  const { is, pg } = drizzle;
  if (pg.PgArray === undefined || !is(column, pg.PgArray))
    return { column, dimensions: 0, driverValue: (value) => column.mapToDriverValue(value) };
  const inner = element(column.baseColumn, drizzle);
  return { ...inner, dimensions: inner.dimensions + 1 };
}
