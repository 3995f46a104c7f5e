import { type NamedColumn } from "./drizzle/columnShape.ts";
import { type Casing, type Drizzle } from "./drizzle/drizzle.ts";

/** The name of a column after casing, of whatever length. */
export type NameColumn = (column: NamedColumn) => string;

/**
 * How columns are named under the configured casing: a name that the author wrote stays, a property's name is cased by
 * the very functions of the installed Drizzle. In 1.0 names arrive cased, and `casing` changes nothing.
 */
export function columnNamer({ casing: functions }: Drizzle, casing: Casing | undefined): NameColumn {
  const convert =
    functions === undefined
      ? undefined
      : { snake_case: functions.toSnakeCase, camelCase: functions.toCamelCase };
  const caseName = casing === undefined ? undefined : convert?.[casing];
  return ({ name, keyAsName }) => (keyAsName && caseName !== undefined ? caseName(name) : name);
}
