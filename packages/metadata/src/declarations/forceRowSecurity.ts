import { table as isTable } from "./kinds.ts";
import { checkValue } from "./options.ts";

/**
 * Says that the policies of a table hold for its owner too (FORCE ROW LEVEL SECURITY):
 *
 *     export const tasks = forceRowSecurity(pgTable("tasks", { … }, () => [pgPolicy("own", { … })]));
 *
 * The table is given back as it came.
 */
export function forceRowSecurity<T extends object>(table: T): T {
  checkValue("What forceRowSecurity() stands around", table, isTable);
  const property = { value: true, enumerable: false, configurable: true };
  Object.defineProperty(table, Symbol.for("limbeck:forceRowSecurity"), property);
  return table;
}
