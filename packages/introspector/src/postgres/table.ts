import { type IndexUses, type ReplicaIdentity, type Table } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { parametersOf } from "./parameters.ts";
import { partitionColumns, partitionOf, type PartitionRow } from "./partition.ts";
import { qualifiedName, type Reader } from "./reader.ts";

interface TableNameRow extends PartitionRow {
  readonly rowSecurity: boolean;
  readonly forceRowSecurity: boolean;
  readonly unlogged: boolean;
  readonly replicaIdentity: ReplicaIdentity | null;
  readonly clusterOn: string | null;
  /** `pg_class.reloptions` of the table, and of its TOAST table with `toast.` in front; null where neither has any. */
  readonly parameters: readonly string[] | null;
}

type TableHead = Pick<
  Table,
  | "schema"
  | "name"
  | "unlogged"
  | "with"
  | keyof IndexUses
  | "partitionBy"
  | "partitionOf"
  | "rowSecurity"
  | "forceRowSecurity"
  | "comment"
>;

/** Without the index that it names, after that was dropped, it is nothing. */
const IDENTITY = `CASE c.relreplident WHEN 'f' THEN to_json('full'::text) WHEN 'n' THEN to_json('nothing'::text)
      WHEN 'i' THEN coalesce((SELECT json_build_object('index', i.relname) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
        WHERE x.indrelid = t.oid AND x.indisreplident), to_json('nothing'::text)) END`;

const PARAMETERS = `CASE WHEN c.reloptions IS NOT NULL OR toast.reloptions IS NOT NULL THEN
      coalesce(c.reloptions, '{}') || coalesce((SELECT array_agg('toast.' || o) FROM unnest(toast.reloptions) o), '{}') END`;

const CLUSTERED = `(SELECT x.indrelid AS table, i.relname AS name FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
      WHERE x.indisclustered)`;

/** A table without its parts; they have readers of their own. */
export const tableReader: Reader<TableNameRow, TableHead> = {
  question: (scope) => ({
    columns: {
      oid: "t.oid::int8",
      schema: "t.schema",
      name: "t.name",
      rowSecurity: "c.relrowsecurity",
      forceRowSecurity: "c.relforcerowsecurity",
      unlogged: "c.relkind = 'r' AND c.relpersistence = 'u'",
      parameters: PARAMETERS,
      replicaIdentity: IDENTITY,
      clusterOn: "l.name",
      ...partitionColumns(scope),
    },
    from: `FROM tables t JOIN pg_class c ON c.oid = t.oid LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
    LEFT JOIN ${CLUSTERED} l ON l.table = t.oid`,
  }),
  read: (row, context: Context) => ({
    ...qualifiedName(row),
    ...partitionOf(row, context),
    ...(row.unlogged ? { unlogged: true } : {}),
    ...(row.parameters === null ? {} : { with: parametersOf(row.parameters) }),
    ...(row.replicaIdentity === null ? {} : { replicaIdentity: row.replicaIdentity }),
    ...(row.clusterOn === null ? {} : { clusterOn: row.clusterOn }),
    ...(row.rowSecurity ? { rowSecurity: true } : {}),
    ...(row.forceRowSecurity ? { forceRowSecurity: true } : {}),
    ...commentOf(context, "pg_class", row.oid),
  }),
};
