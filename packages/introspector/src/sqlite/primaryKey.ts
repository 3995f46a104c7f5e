import { type PrimaryKey } from "@limbeck/model";
import { isRowidAlias, primaryKeyIn } from "./column.ts";
import { keyColumns } from "./keyColumns.ts";
import { nameOf, type Site } from "./site.ts";

/** The primary key; the order of one that is the rowid itself says nothing. */
export function primaryKeyOf(site: Site): { readonly primaryKey?: PrimaryKey } {
  const key = primaryKeyIn(site);
  if (key === undefined) return {};
  const { columns, ...kept } = keyColumns(site, key.parts);
  return {
    primaryKey: {
      ...nameOf(site, key, [], "pkey"),
      columns,
      ...(key.autoincrement ? { autoincrement: true } : {}),
      ...(isRowidAlias(site) ? {} : kept),
      ...(key.onConflict === undefined ? {} : { onConflict: key.onConflict }),
    },
  };
}
