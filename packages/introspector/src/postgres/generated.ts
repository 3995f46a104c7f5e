import { type Generated } from "@limbeck/model";
import { type ColumnRow } from "./column.ts";
import { unwrap } from "./unwrap.ts";

/** Of `pg_attribute.attgenerated`: `s` stored, `v` virtual (from PostgreSQL 18 on), empty for every other column. */
export function isGenerated({ rare }: ColumnRow): boolean {
  return rare !== null && rare.generated !== "";
}

export function generatedOf(column: ColumnRow): { readonly generated?: Generated } {
  if (!isGenerated(column) || column.expression === null) return {};
  const stored = column.rare?.generated === "s";
  return { generated: { expression: { canonical: unwrap(column.expression) }, stored } };
}
