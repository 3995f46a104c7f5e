import { type ColumnRow } from "./column.ts";
import { groupBy } from "../groupBy.ts";
import { commentKey, type CommentRow } from "./comment.ts";
import { type PartitionRow } from "./partition.ts";
import { type SequenceRow } from "./sequence.ts";
import { type ViewRow } from "./view.ts";

/** What a reader may look up beside its own row. */
export interface Context {
  readonly comments: ReadonlyMap<string, string>;
  readonly tables: ReadonlyMap<number, PartitionRow>;
  /** The columns of a table (oid) by their numbers. */
  columnsOf(table: number): readonly ColumnRow[];
  /** The column of a table by its number. */
  column(table: number, number: number): ColumnRow | undefined;
  /** The same of a table or view. */
  columnName(table: number, number: number): string;
  /** The sequences that a column owns. */
  sequencesOf(column: ColumnRow): readonly SequenceRow[];
}

interface NumberedName {
  readonly number: number;
  readonly name: string;
}

interface Rows {
  readonly comments: readonly CommentRow[];
  readonly tables: readonly PartitionRow[];
  readonly columns: readonly ColumnRow[];
  readonly sequences: readonly SequenceRow[];
  readonly views: readonly ViewRow[];
}

export function createContext(rows: Rows): Context {
  const columns = byTable(rows.columns);
  const ofViews = new Map(rows.views.map((row) => [row.oid, row.columns]));
  const owned = groupBy(rows.sequences, ({ ownerTable }) => ownerTable);
  const columnsOf = (table: number): readonly ColumnRow[] => columns.get(table) ?? [];
  return {
    comments: new Map(rows.comments.map((row) => [commentKey(row), row.text])),
    tables: new Map(rows.tables.map((row) => [row.oid, row])),
    columnsOf,
    column: (table, number) => numbered(columnsOf(table), number),
    columnName: (table, number) =>
      numbered<NumberedName>(columns.get(table) ?? ofViews.get(table) ?? [], number)?.name ?? "",
    sequencesOf: ({ table, number }) =>
      owned.get(table)?.filter(({ ownerColumn }) => ownerColumn === number) ?? [],
  };
}

/** The columns of each table in their order, which nobody asks the server for. */
function byTable(rows: readonly ColumnRow[]): ReadonlyMap<number, readonly ColumnRow[]> {
  const groups = groupBy(rows, ({ table }) => table);
  return new Map(
    [...groups].map(([table, group]) => [table, [...group].sort((a, b) => a.number - b.number)]),
  );
}

/** Numbers have gaps only where columns were dropped. */
function numbered<Row extends { readonly number: number }>(
  rows: readonly Row[],
  number: number,
): Row | undefined {
  const first = rows[number - 1];
  return first?.number === number ? first : rows.find((row) => row.number === number);
}
