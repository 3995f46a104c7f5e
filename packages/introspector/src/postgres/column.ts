import { type Column } from "@limbeck/model";
import { collationText } from "./calledCollation.ts";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { defaultOf } from "./default.ts";
import { generatedOf } from "./generated.ts";
import { identityOf } from "./identity.ts";
import { notNullOf } from "./notNull.ts";
import { rareColumn, type RareRow, settingsOf } from "./rareColumn.ts";
import { type Reader, type TableRow } from "./reader.ts";

export interface ColumnRow extends TableRow {
  /** `pg_attribute.attnum`: what keys and dependencies call the column. */
  readonly number: number;
  readonly name: string;
  /** With its arguments and brackets, as `format_type` prints it. */
  readonly type: string;
  readonly nullable: boolean;
  /** The default's or the generated column's expression. */
  readonly expression: string | null;
  readonly rare: RareRow | null;
}

/**
 * A default names no column, so it can be printed without its table (0), which `pg_get_expr` would lock, wait for if it
 * is locked, and load into the session's cache.
 */
const EXPRESSION = `pg_get_expr(d.adbin, CASE a.attgenerated WHEN '' THEN 0::oid ELSE d.adrelid END)`;

export const columnReader: Reader<ColumnRow, Column> = {
  question: (scope) => ({
    columns: {
      table: "t.oid::int8",
      number: "a.attnum",
      name: "a.attname",
      type: "format_type(a.atttypid, a.atttypmod)",
      nullable: "NOT a.attnotnull",
      expression: EXPRESSION,
      rare: rareColumn(scope),
    },
    from: `FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    JOIN pg_type y ON y.oid = a.atttypid
    LEFT JOIN not_nulls k ON k.table = a.attrelid AND k.number = a.attnum
    LEFT JOIN pg_collation o ON o.oid = a.attcollation AND o.oid <> y.typcollation
    LEFT JOIN pg_namespace p ON p.oid = o.collnamespace`,
  }),
  read: (row, context) => (row.rare === null ? usualOf(row, context) : rareOf(row, row.rare, context)),
};

function usualOf(row: ColumnRow, context: Context): Column {
  return {
    name: row.name,
    type: { canonical: row.type },
    nullable: row.nullable,
    ...defaultOf(row, context),
    ...commentOf(context, "pg_class", row.table, row.number),
  };
}

function rareOf(row: ColumnRow, rare: RareRow, context: Context): Column {
  const { collation, notNull } = rare;
  return {
    name: row.name,
    type: { canonical: row.type },
    ...(collation === null ? {} : { collation: collationText(collation) }),
    nullable: row.nullable,
    ...(notNull === null ? {} : notNullOf(notNull)),
    ...defaultOf(row, context),
    ...identityOf(row, context),
    ...generatedOf(row),
    ...settingsOf(rare),
    ...commentOf(context, "pg_class", row.table, row.number),
  };
}
