import { type Index, type IndexElement } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { dividedColumns, dividedOf, type DividedRow } from "./indexPart.ts";
import { parseIndex } from "./indexDefinition.ts";
import { parametersOf } from "./parameters.ts";
import { type Reader, type TableRow } from "./reader.ts";
import { placedOf, tablespaceOf } from "./tablespace.ts";
import { since } from "./scope.ts";
import { unwrap } from "./unwrap.ts";
import { DEFINITION, usualElements } from "./usualIndex.ts";

/** What an index says, of its own or behind an exclusion constraint. */
export interface SortedRow extends TableRow {
  readonly method: string;
  /** `pg_index.indkey`: numbers of columns, 0 for an expression; those of INCLUDE after those of the key. */
  readonly columns: string;
  readonly keyColumns: number;
  /** `pg_class.reloptions`: `["fillfactor=70"]`. */
  readonly parameters: readonly string[] | null;
  readonly predicate: string | null;
  readonly tablespace: string | null;
  /** `pg_get_indexdef`: the server's own choice of what goes without saying. Null where all but the order of columns does. */
  readonly definition: string | null;
  /** `pg_index.indoption`: one number for each element. */
  readonly options: string;
}

interface IndexRow extends SortedRow, DividedRow {
  readonly nullsNotDistinct: boolean;
  readonly oid: number;
  readonly name: string;
  readonly unique: boolean;
  readonly statistics: Readonly<Record<string, number>> | null;
}

/** Of an expression; a column of a table has one itself. */
const STATISTICS = `CASE WHEN x.indexprs IS NOT NULL THEN (SELECT json_object_agg(a.attnum, a.attstattarget ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = x.indexrelid AND a.attstattarget >= 0) END`;

/** The columns of a `SortedRow` but the table and the definition, of `pg_index x`, its `pg_class c` and `pg_am m`. */
export const sortedRowColumns = {
  method: "m.amname",
  columns: "x.indkey::text",
  keyColumns: "x.indnkeyatts",
  parameters: "c.reloptions",
  predicate: "pg_get_expr(x.indpred, x.indrelid)",
  tablespace: tablespaceOf("c"),
  options: "x.indoption::text",
};

/** Indexes of their own: not the one behind a constraint, nor one that a partition has from its parent's, nor what a failed concurrent build has left behind. */
export const indexReader: Reader<IndexRow, Index> = {
  question: (scope) => ({
    columns: {
      table: "t.oid::int8",
      oid: "x.indexrelid::int8",
      name: "c.relname",
      unique: "x.indisunique",
      ...sortedRowColumns,
      definition: DEFINITION,
      nullsNotDistinct: since(scope, 15, "x.indnullsnotdistinct", "false"),
      statistics: STATISTICS,
      ...dividedColumns(scope, "c"),
    },
    from: `FROM (SELECT oid, true AS usual FROM tables UNION ALL SELECT v.oid, false FROM views v WHERE v.kind = 'm') t
    JOIN pg_index x ON x.indrelid = t.oid
    JOIN pg_class c ON c.oid = x.indexrelid AND NOT c.relispartition AND (x.indisvalid OR c.relkind = 'I') JOIN pg_am m ON m.oid = c.relam
    WHERE x.indexrelid NOT IN (SELECT o.conindid FROM pg_constraint o WHERE o.contype IN ('p', 'u', 'x'))`,
  }),
  read: (row, context) => ({
    name: row.name,
    ...commentOf(context, "pg_class", row.oid),
    unique: row.unique,
    ...sortedOf(row, context),
    ...(row.nullsNotDistinct ? { nullsNotDistinct: true } : {}),
    ...(row.statistics === null ? {} : { statistics: row.statistics }),
    ...dividedOf(row),
  }),
};

/** What an index sorts, by what, and of which rows. */
export function sortedOf(row: SortedRow, context: Context) {
  const numbers = row.columns.split(" ").map(Number);
  const include = numbers.slice(row.keyColumns).map((number) => context.columnName(row.table, number));
  return {
    ...(row.method === "btree" ? {} : { method: row.method }),
    elements: elementsOf(row, numbers.slice(0, row.keyColumns), context),
    ...(include.length === 0 ? {} : { include }),
    ...(row.parameters === null ? {} : { with: parametersOf(row.parameters) }),
    ...(row.predicate === null ? {} : { where: { canonical: unwrap(row.predicate) } }),
    ...placedOf(row),
  };
}

function elementsOf(
  { table, definition, method, options }: SortedRow,
  key: readonly number[],
  context: Context,
): readonly IndexElement[] {
  if (definition === null)
    return usualElements(
      key.map((number) => context.column(table, number)),
      options,
    );
  const names = key.map((number) => (number === 0 ? undefined : context.columnName(table, number)));
  return parseIndex(definition, method, names);
}
