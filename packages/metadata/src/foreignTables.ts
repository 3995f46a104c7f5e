import { type Dialect } from "@limbeck/model";
import { entityKindOf, isAnyTable } from "./drizzle/table.ts";
import { type Found } from "./exports.ts";
import { foreignDialectTable, type Warning } from "./warning.ts";

/**
 * Tables of another dialect where nobody would look for them. A file that holds no others beside one that holds tables of this
 * dialect is the other database's, and nothing is said of it.
 */
export function foreignTables(
  found: readonly Found[],
  isOwn: (value: unknown) => boolean,
  dialect: Dialect,
): readonly Warning[] {
  const own = new Set(found.filter(({ value }) => isOwn(value)).map(({ declared }) => declared.file));
  return found
    .filter(({ value }) => isAnyTable(value) && !isOwn(value))
    .filter(({ declared }) => own.size === 0 || own.has(declared.file))
    .map(({ value, declared }) =>
      foreignDialectTable(declared.file, declared.export, entityKindOf(value) ?? "table", dialect),
    );
}
