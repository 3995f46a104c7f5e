import { type Table } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { partitionColumns, partitionOf, type PartitionRow } from "./partition.ts";
import { qualifiedName, type Reader } from "./reader.ts";

interface TableNameRow extends PartitionRow {
  readonly rowSecurity: boolean;
  readonly forceRowSecurity: boolean;
}

type TableHead = Pick<
  Table,
  "schema" | "name" | "partitionBy" | "partitionOf" | "rowSecurity" | "forceRowSecurity" | "comment"
>;

/** A table without its parts; they have readers of their own. */
export const tableReader: Reader<TableNameRow, TableHead> = {
  question: (
    scope,
  ) => `SELECT t.oid, t.schema, t.name, c.relrowsecurity AS "rowSecurity", c.relforcerowsecurity AS "forceRowSecurity",
      ${partitionColumns(scope)}
    FROM tables t JOIN pg_class c ON c.oid = t.oid`,
  read: (row, context: Context) => ({
    ...qualifiedName(row),
    ...partitionOf(row, context),
    ...(row.rowSecurity ? { rowSecurity: true } : {}),
    ...(row.forceRowSecurity ? { forceRowSecurity: true } : {}),
    ...commentOf(context, "pg_class", row.oid),
  }),
};
