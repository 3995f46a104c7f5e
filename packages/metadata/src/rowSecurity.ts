import { type Policy, type Table } from "@limbeck/model";
import { type DrizzleTable } from "./drizzle/drizzle.ts";
import { type TableParts } from "./drizzle/table.ts";

/** The flags of a table. One policy is enough to enable row security, as it is for drizzle-kit. */
export function readRowSecurity(
  table: DrizzleTable,
  { enablesRowSecurity }: TableParts,
  policies: readonly Policy[],
): Pick<Table, "rowSecurity" | "forceRowSecurity"> {
  const forced: unknown = Reflect.get(table, Symbol.for("limbeck:forceRowSecurity"));
  return {
    ...(enablesRowSecurity || policies.length > 0 ? { rowSecurity: true } : {}),
    ...(forced === true ? { forceRowSecurity: true } : {}),
  };
}
