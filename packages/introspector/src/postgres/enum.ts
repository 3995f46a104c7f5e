import { type Enum } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type NamedRow, qualifiedName, type Reader } from "./reader.ts";
import { ofUser } from "./scope.ts";

interface EnumRow extends NamedRow {
  readonly values: readonly string[];
}

export const enumReader: Reader<EnumRow, Enum> = {
  question: () => ({
    columns: {
      oid: "t.oid::int8",
      schema: "ns.schema",
      name: "t.typname",
      values: `coalesce((SELECT json_agg(l.enumlabel ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = t.oid), '[]')`,
    },
    from: `FROM pg_type t JOIN ns ON ns.oid = t.typnamespace
    WHERE t.typtype = 'e' AND ${ofUser("pg_type", "t.oid")}`,
  }),
  read: (row, context) => ({
    ...qualifiedName(row),
    values: row.values,
    ...commentOf(context, "pg_type", row.oid),
  }),
};
