import { type Generated } from "@limbeck/model";
import { type ColumnRow } from "./column.ts";
import { unwrap } from "./unwrap.ts";

/** `pg_attribute.attgenerated`: `s` stored, `v` virtual (from PostgreSQL 18 on), empty for every other column. */
export function generatedOf({ generated, expression }: ColumnRow): { readonly generated?: Generated } {
  if (generated === "" || expression === null) return {};
  return { generated: { expression: { canonical: unwrap(expression) }, stored: generated === "s" } };
}
