import { type Table } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { type NamedRow, qualifiedName, type Reader } from "./reader.ts";

/** A table without its parts; they have readers of their own. */
export const tableReader: Reader<NamedRow, Pick<Table, "schema" | "name" | "comment">> = {
  question: () => `SELECT t.oid, t.schema, t.name FROM tables t`,
  read: (row, context: Context) => ({
    ...qualifiedName(row),
    ...commentOf(context, "pg_class", row.oid),
  }),
};
