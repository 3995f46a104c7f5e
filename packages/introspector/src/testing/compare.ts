import { isDeepStrictEqual } from "node:util";
import { type Connection } from "@limbeck/database";
import { type Column, type Index, type Schema, type Table } from "@limbeck/model";
import { introspect } from "../introspection.ts";
import { canonicalise, type Canonicalisation } from "../canonicalisation.ts";

/** The one table of a schema, changed. */
export function withTable(schema: Schema, change: (table: Table) => Partial<Table>): Schema {
  return {
    ...schema,
    tables: schema.tables.map((table) => ({ ...table, ...(table.name === "t" ? change(table) : {}) })),
  };
}

export const withColumn = (schema: Schema, change: (column: Column) => Partial<Column>) =>
  withTable(schema, ({ columns }) => ({
    columns: columns.map((column) => ({ ...column, ...(column.name === "c" ? change(column) : {}) })),
  }));

export const withIndex = (schema: Schema, change: (index: Index) => Partial<Index>) =>
  withTable(schema, ({ indexes }) => ({ indexes: indexes.map((index) => ({ ...index, ...change(index) })) }));

export const COLUMNS = `n integer, m bigint, name varchar(20), label text, tags text[], at timestamptz, doc jsonb, s lvl,
  price numeric(10,2), flag boolean`;
const TYPES = `CREATE TYPE lvl AS ENUM ('a', 'b'); CREATE SCHEMA ext; CREATE DOMAIN ext.positive AS int CHECK (VALUE > 0);
  CREATE FUNCTION ext.f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
  SET LOCAL search_path = public, ext;`;

/** Makes a database, changes what was read of it into models, and says what comes of comparing. */
export async function compare(
  db: Connection,
  sql: string,
  change: (schema: Schema) => Schema,
): Promise<Canonicalisation & { same: boolean }> {
  await db.execute(TYPES + sql);
  const { schema } = await introspect(db);
  const result = await canonicalise({ models: change(schema), database: schema, connection: db });
  return { ...result, same: isDeepStrictEqual(withoutWritten(result.models), schema) };
}

function withoutWritten(schema: Schema): unknown {
  return JSON.parse(JSON.stringify(schema, (key, value: unknown) => (key === "written" ? undefined : value)));
}
