import { type Schema, type Unique } from "@limbeck/model";

/** A schema as it can be on a server: PostgreSQL 14 does not know NULLS NOT DISTINCT. */
export function plainNulls(schema: Schema, major: number): Schema {
  if (major > 14) return schema;
  const plain = ({ nullsNotDistinct: _, ...unique }: Unique): Unique => unique;
  return {
    ...schema,
    tables: schema.tables.map((table) => ({ ...table, uniques: table.uniques.map(plain) })),
  };
}
