import { names1 } from "../names1.ts";
import { type Adapter } from "./adapter.ts";
import { type DrizzleColumn } from "./columnShape.ts";

/** Drizzle 1.0 with its drizzle-kit: a column counts its dimensions, and its type is that of the element. */
export const adapter1: Adapter = {
  element: (column) => {
    const dimensions = column.dimensions ?? 0;
    return { column, dimensions, driverValue: (value) => driverValue(column, dimensions, value) };
  },
  jsonString: "string",
  isFilledIn: () => false,
  names: names1,
};

/** The column maps whole arrays only: a point written as [1, 2] would be taken for one. So wrap, map, unwrap. */
function driverValue(column: DrizzleColumn, dimensions: number, value: unknown): unknown {
  const depth = Array.from({ length: dimensions });
  const wrapped = depth.reduce<unknown>((inner) => [inner], value);
  const mapped = column.mapToDriverValue(wrapped);
  return depth.reduce<unknown>((outer) => (Array.isArray(outer) ? outer[0] : outer), mapped);
}
