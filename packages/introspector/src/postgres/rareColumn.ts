import { type ColumnCompression, type ColumnSettings, type ColumnStorage } from "@limbeck/model";
import { type Called, calledCollation } from "./calledCollation.ts";
import { type NotNullRow } from "./notNull.ts";
import { parametersOf } from "./parameters.ts";
import { type Scope } from "./scope.ts";
import { DATABASE_COLLATIONS } from "./usualIndex.ts";

/** What few columns say. Together, it costs the rest of them one null. */
export interface RareRow {
  /** Null where it is that of the type. */
  readonly collation: Called | null;
  /** Whether it sorts by another one than the database's, be it that of the type. */
  readonly collated: boolean;
  /** Null where its NOT NULL says nothing, or there is none. */
  readonly notNull: NotNullRow | null;
  readonly identity: string;
  readonly generated: string;
  readonly storage: ColumnStorage | null;
  readonly compression: ColumnCompression | null;
  readonly statistics: number | null;
  readonly options: readonly string[] | null;
}

const COLLATED = `a.attcollation NOT IN (${DATABASE_COLLATIONS})`;

const STORAGE = `CASE WHEN a.attstorage <> y.typstorage THEN
        CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'm' THEN 'main' WHEN 'e' THEN 'external' ELSE 'extended' END END`;

/**
 * A `RareRow`, or null, of `pg_attribute a`, its `pg_type y`, the NOT NULL `k` that says something, and the `pg_collation o` that is not the
 * type's, in its `pg_namespace p`.
 */
export function rareColumn(scope: Scope): string {
  return `CASE WHEN o.oid IS NOT NULL OR ${COLLATED} OR k.says IS NOT NULL OR a.attidentity <> '' OR a.attgenerated <> '' OR a.attstorage <> y.typstorage
        OR a.attcompression <> '' OR a.attstattarget >= 0 OR a.attoptions IS NOT NULL
      THEN json_build_object('collation', ${calledCollation(scope, "o", "p")}, 'collated', ${COLLATED}, 'notNull', k.says, 'identity', a.attidentity,
        'generated', a.attgenerated, 'storage', ${STORAGE},
        'compression', CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
        'statistics', nullif(a.attstattarget, -1), 'options', a.attoptions) END`;
}

export function settingsOf({ storage, compression, statistics, options }: RareRow): ColumnSettings {
  return {
    ...(storage === null ? {} : { storage }),
    ...(compression === null ? {} : { compression }),
    ...(statistics === null ? {} : { statistics }),
    ...(options === null ? {} : { options: parametersOf(options) }),
  };
}
