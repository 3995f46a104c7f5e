import { type Table } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { parametersOf } from "./parameters.ts";
import { partitionColumns, partitionOf, type PartitionRow } from "./partition.ts";
import { qualifiedName, type Reader } from "./reader.ts";

interface TableNameRow extends PartitionRow {
  readonly rowSecurity: boolean;
  readonly forceRowSecurity: boolean;
  readonly unlogged: boolean;
  /** `pg_class.reloptions` of the table, and of its TOAST table with `toast.` in front. */
  readonly parameters: readonly string[];
}

type TableHead = Pick<
  Table,
  | "schema"
  | "name"
  | "unlogged"
  | "with"
  | "partitionBy"
  | "partitionOf"
  | "rowSecurity"
  | "forceRowSecurity"
  | "comment"
>;

/** A table without its parts; they have readers of their own. */
export const tableReader: Reader<TableNameRow, TableHead> = {
  question: (
    scope,
  ) => `SELECT t.oid, t.schema, t.name, c.relrowsecurity AS "rowSecurity", c.relforcerowsecurity AS "forceRowSecurity",
      c.relkind = 'r' AND c.relpersistence = 'u' AS unlogged,
      coalesce(c.reloptions, '{}') || coalesce((SELECT array_agg('toast.' || o) FROM unnest(toast.reloptions) o), '{}') AS parameters,
      ${partitionColumns(scope)}
    FROM tables t JOIN pg_class c ON c.oid = t.oid LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid`,
  read: (row, context: Context) => ({
    ...qualifiedName(row),
    ...partitionOf(row, context),
    ...(row.unlogged ? { unlogged: true } : {}),
    ...(row.parameters.length === 0 ? {} : { with: parametersOf(row.parameters) }),
    ...(row.rowSecurity ? { rowSecurity: true } : {}),
    ...(row.forceRowSecurity ? { forceRowSecurity: true } : {}),
    ...commentOf(context, "pg_class", row.oid),
  }),
};
