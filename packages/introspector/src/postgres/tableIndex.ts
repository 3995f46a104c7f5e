import { type Index } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { dividedColumns, dividedOf, type DividedRow } from "./indexPart.ts";
import { parseIndex } from "./indexDefinition.ts";
import { parametersOf } from "./parameters.ts";
import { type Reader, type TableRow } from "./reader.ts";
import { placedOf, tablespaceOf } from "./tablespace.ts";
import { unwrap } from "./unwrap.ts";

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
  /** `pg_get_indexdef`: the server's own choice of what goes without saying. */
  readonly definition: string;
}

interface IndexRow extends SortedRow, DividedRow {
  readonly oid: number;
  readonly name: string;
  readonly unique: boolean;
  readonly statistics: Readonly<Record<string, number>> | null;
}

/** Of an expression; a column of a table has one itself. */
const STATISTICS = `CASE WHEN x.indexprs IS NOT NULL THEN (SELECT json_object_agg(a.attnum, a.attstattarget ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = x.indexrelid AND a.attstattarget >= 0) END`;

/** The columns of a `SortedRow` but the table, of `pg_index x`, its `pg_class c` and `pg_am m`. */
export const sortedRowColumns = {
  method: "m.amname",
  columns: "x.indkey::text",
  keyColumns: "x.indnkeyatts",
  parameters: "c.reloptions",
  predicate: "pg_get_expr(x.indpred, x.indrelid)",
  definition: "pg_get_indexdef(x.indexrelid)",
  tablespace: tablespaceOf("c"),
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
      statistics: STATISTICS,
      ...dividedColumns(scope, "c"),
    },
    from: `FROM (SELECT oid FROM tables UNION ALL SELECT v.oid FROM views v WHERE v.kind = 'm') t
    JOIN pg_index x ON x.indrelid = t.oid
    JOIN pg_class c ON c.oid = x.indexrelid AND NOT c.relispartition AND (x.indisvalid OR c.relkind = 'I') JOIN pg_am m ON m.oid = c.relam
    WHERE x.indexrelid NOT IN (SELECT o.conindid FROM pg_constraint o WHERE o.contype IN ('p', 'u', 'x'))`,
  }),
  read: (row, context) => {
    const { nullsNotDistinct, ...sorted } = sortedOf(row, context);
    return {
      name: row.name,
      ...commentOf(context, "pg_class", row.oid),
      unique: row.unique,
      ...sorted,
      ...(nullsNotDistinct ? { nullsNotDistinct } : {}),
      ...(row.statistics === null ? {} : { statistics: row.statistics }),
      ...dividedOf(row),
    };
  },
};

/** What an index sorts, by what, and of which rows. */
export function sortedOf(row: SortedRow, context: Context) {
  const { names, include } = columnsOf(row, context);
  const { elements, nullsNotDistinct } = parseIndex(row.definition, row.method, names);
  return {
    ...(row.method === "btree" ? {} : { method: row.method }),
    elements,
    ...(include.length === 0 ? {} : { include }),
    ...(row.parameters === null ? {} : { with: parametersOf(row.parameters) }),
    ...(row.predicate === null ? {} : { where: { canonical: unwrap(row.predicate) } }),
    ...placedOf(row),
    nullsNotDistinct,
  };
}

/** The names of the key's columns, undefined for an expression, and those of INCLUDE. */
function columnsOf(row: SortedRow, context: Context) {
  const numbers = row.columns.split(" ").map(Number);
  const nameOf = (number: number) => context.columnName(row.table, number);
  return {
    names: numbers.slice(0, row.keyColumns).map((number) => (number === 0 ? undefined : nameOf(number))),
    include: numbers.slice(row.keyColumns).map(nameOf),
  };
}
