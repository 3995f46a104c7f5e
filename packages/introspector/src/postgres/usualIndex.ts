import { type IndexElement, type IndexOptions } from "@limbeck/model";
import { type ColumnRow } from "./column.ts";

/**
 * The classes of B-trees that the server never prints, whatever type has them: those that come with it and are the default of a type to
 * which no other is cast in silence, so that no other could have them beside a default of its own. To `text` only such are cast for which
 * it is the default too, as long as nobody added a cast, or a default for `varchar`.
 */
const CLASSES = `ARRAY(SELECT k.oid FROM pg_opclass k JOIN pg_am b ON b.oid = k.opcmethod AND b.amname = 'btree'
        JOIN pg_type y ON y.oid = k.opcintype AND y.typtype = 'b'
        WHERE k.opcdefault AND k.oid < 16384
          AND NOT EXISTS (SELECT FROM pg_cast s WHERE s.castmethod = 'b' AND s.castcontext = 'i' AND (s.casttarget = k.opcintype
              AND (k.opcname <> 'text_ops' OR s.oid >= 16384) OR s.castsource = 'varchar'::regtype AND k.opcname = 'text_ops' AND s.oid >= 16384))
          AND (k.opcname <> 'text_ops' OR NOT EXISTS (SELECT FROM pg_opclass u WHERE u.opcdefault AND u.opcintype = 'varchar'::regtype)))`;

/** The numbers of no collation and of the database's own (DEFAULT_COLLATION_OID in pg_collation.dat). */
export const DATABASE_COLLATIONS = "0, 100";

/**
 * `pg_get_indexdef` of `pg_index x`, or null where it would say nothing but columns and their order, as of most indexes: of what a catalog
 * is asked for, it is the dearest, and it has the server lock the table and load it into the session's cache.
 */
export const DEFINITION = `CASE WHEN t.usual AND x.indexprs IS NULL AND x.indclass::oid[] <@ ${CLASSES}
        AND x.indcollation::oid[] <@ ARRAY[${DATABASE_COLLATIONS}]::oid[] THEN NULL ELSE pg_get_indexdef(x.indexrelid) END`;

/** `pg_index.indoption`: 1 is DESC, 2 is NULLS FIRST, which goes without saying where the other stands too. */
const ORDERS: Readonly<Record<string, IndexOptions>> = {
  1: { order: "desc", nulls: "last" },
  2: { nulls: "first" },
  3: { order: "desc" },
};

/** The elements of an index without a definition; `options` are those of `pg_index`. */
export function usualElements(
  columns: readonly (ColumnRow | undefined)[],
  options: string,
): readonly IndexElement[] {
  const orders = options.split(" ");
  return columns.map((column, at) => ({
    kind: "column",
    column: column?.name ?? "",
    ...ORDERS[orders[at] ?? ""],
    // The column has another one, or none could stand here.
    ...(column?.rare?.collated === true ? { collation: '"default"' } : {}),
  }));
}
