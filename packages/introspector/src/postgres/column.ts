import { type Column, type ColumnCompression, type ColumnSettings, type ColumnStorage } from "@limbeck/model";
import { type Called, calledCollation, collationText } from "./calledCollation.ts";
import { commentOf } from "./comment.ts";
import { defaultOf } from "./default.ts";
import { generatedOf } from "./generated.ts";
import { identityOf } from "./identity.ts";
import { notNullOf, type NotNullRow } from "./notNull.ts";
import { parametersOf } from "./parameters.ts";
import { type Reader, type TableRow } from "./reader.ts";

export interface ColumnRow extends TableRow {
  /** `pg_attribute.attnum`: what keys and dependencies call the column. */
  readonly number: number;
  readonly name: string;
  /** With its arguments and brackets, as `format_type` prints it. */
  readonly type: string;
  /** Null where it is that of the type. */
  readonly collation: Called | null;
  readonly nullable: boolean;
  /** Null where its NOT NULL says nothing, or there is none. */
  readonly notNull: NotNullRow | null;
  readonly identity: string;
  readonly generated: string;
  /** Null where nothing but the defaults is said, as of nearly every column. */
  readonly settings: SettingsRow | null;
  /** The default's or the generated column's expression. */
  readonly expression: string | null;
}

interface SettingsRow {
  readonly storage: ColumnStorage | null;
  readonly compression: ColumnCompression | null;
  readonly statistics: number | null;
  readonly options: readonly string[] | null;
}

/**
 * A default names no column, so it can be printed without its table (0), which `pg_get_expr` would lock, wait for if it
 * is locked, and load into the session's cache.
 */
const EXPRESSION = `pg_get_expr(d.adbin, CASE a.attgenerated WHEN '' THEN 0::oid ELSE d.adrelid END)`;

const SETTINGS = `CASE WHEN a.attstorage <> y.typstorage OR a.attcompression <> '' OR a.attstattarget >= 0 OR a.attoptions IS NOT NULL
      THEN json_build_object('storage', CASE WHEN a.attstorage <> y.typstorage THEN
          CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'm' THEN 'main' WHEN 'e' THEN 'external' ELSE 'extended' END END,
        'compression', CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
        'statistics', nullif(a.attstattarget, -1), 'options', a.attoptions) END`;

export const columnReader: Reader<ColumnRow, Column> = {
  question: (scope) => ({
    columns: {
      table: "t.oid::int8",
      number: "a.attnum",
      name: "a.attname",
      type: "format_type(a.atttypid, a.atttypmod)",
      collation: calledCollation(scope, "o", "p"),
      nullable: "NOT a.attnotnull",
      notNull: "k.says",
      identity: "a.attidentity",
      generated: "a.attgenerated",
      expression: EXPRESSION,
      settings: SETTINGS,
    },
    from: `FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    JOIN pg_type y ON y.oid = a.atttypid
    LEFT JOIN not_nulls k ON k.table = a.attrelid AND k.number = a.attnum
    LEFT JOIN pg_collation o ON o.oid = a.attcollation AND o.oid <> y.typcollation
    LEFT JOIN pg_namespace p ON p.oid = o.collnamespace
    ORDER BY t.oid, a.attnum`,
  }),
  read: (row, context) => ({
    name: row.name,
    type: { canonical: row.type },
    ...(row.collation === null ? {} : { collation: collationText(row.collation) }),
    nullable: row.nullable,
    ...(row.notNull === null ? {} : notNullOf(row.notNull)),
    ...defaultOf(row, context),
    ...identityOf(row, context),
    ...generatedOf(row),
    ...(row.settings === null ? {} : settingsOf(row.settings)),
    ...commentOf(context, "pg_class", row.table, row.number),
  }),
};

function settingsOf({ storage, compression, statistics, options }: SettingsRow): ColumnSettings {
  return {
    ...(storage === null ? {} : { storage }),
    ...(compression === null ? {} : { compression }),
    ...(statistics === null ? {} : { statistics }),
    ...(options === null ? {} : { options: parametersOf(options) }),
  };
}
