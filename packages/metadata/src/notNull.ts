import { type Column, truncateName } from "@limbeck/model";
import { type DrizzleColumn } from "./drizzle/columnShape.ts";
import { factOn } from "./fact.ts";

/** What the declaration of declarations/notNull.ts left on a column, ready to be spread into it. A column that is not `.notNull()` has none of it. */
export function notNullOf(column: DrizzleColumn): Partial<Column> {
  const { name, notValid, noInherit } = (column.notNull ? factOn(column, "notNull") : undefined) ?? {};
  return {
    ...(name === undefined ? {} : { notNullName: truncateName(name) }),
    ...(notValid === undefined ? {} : { notNullNotValid: notValid }),
    ...(noInherit === undefined ? {} : { notNullNoInherit: noInherit }),
  };
}
