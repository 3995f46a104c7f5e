import { type PrimaryKey } from "@limbeck/model";
import { isRowidAlias, primaryKeyIn } from "./column.ts";
import { nameOf, ownColumn, type Site } from "./site.ts";

/** The primary key; the order of one that is the rowid itself says nothing. */
export function primaryKeyOf(site: Site): { readonly primaryKey?: PrimaryKey } {
  const key = primaryKeyIn(site);
  if (key === undefined) return {};
  const columns = key.parts.map(({ column }) => ownColumn(site, column));
  const falling = key.parts
    .filter(({ descending }) => descending)
    .map(({ column }) => ownColumn(site, column));
  const descending = isRowidAlias(site) ? [] : falling;
  return {
    primaryKey: {
      ...nameOf(site, key, [], "pkey"),
      columns,
      ...(key.autoincrement ? { autoincrement: true } : {}),
      ...(descending.length === 0 ? {} : { descending }),
      ...(key.onConflict === undefined ? {} : { onConflict: key.onConflict }),
    },
  };
}
