import { type DefaultNames } from "../names.ts";
import { type DrizzleColumn } from "./columnShape.ts";
import { type Drizzle } from "./drizzle.ts";
import { adapter045 } from "./adapter045.ts";
import { adapter1 } from "./adapter1.ts";

/** All that reading has to know about a major version of Drizzle, and about the drizzle-kit that goes with it. */
export interface Adapter {
  /** The column of one element, and how many pairs of brackets stand behind its type; 0 for no array. */
  readonly element: (column: DrizzleColumn, drizzle: Drizzle) => ArrayElement;
  /** What drizzle-kit makes of a string that is the default of a json column: SQL text of JSON, or a JSON string. */
  readonly jsonString: "json" | "string";
  /** Whether Drizzle itself made the name of a column's unique constraint; `tables` are those of the models. */
  readonly isFilledIn: (name: string, column: string, tables: ReadonlySet<string>) => boolean;
  /** The names of what the author left unnamed. */
  readonly names: DefaultNames;
}

export interface ArrayElement {
  readonly column: DrizzleColumn;
  readonly dimensions: number;
  /** What Drizzle sends to the database for one element. */
  readonly driverValue: (value: unknown) => unknown;
}

/** Chosen by what Drizzle has, not by what its version says: 1.0 gave up the class of array columns. */
export function adapterOf({ pg }: Drizzle): Adapter {
  return pg.PgArray === undefined ? adapter1 : adapter045;
}
