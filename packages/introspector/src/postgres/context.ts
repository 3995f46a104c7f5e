import { type ColumnRow } from "./column.ts";
import { groupBy } from "../groupBy.ts";
import { commentKey, type CommentRow } from "./comment.ts";
import { type NamedRow } from "./reader.ts";
import { type SequenceRow } from "./sequence.ts";
import { type ViewRow } from "./view.ts";

/** What a reader may look up beside its own row. */
export interface Context {
  readonly comments: ReadonlyMap<string, string>;
  readonly tables: ReadonlyMap<number, NamedRow>;
  /** The column of a table (oid) by its number. */
  column(table: number, number: number): ColumnRow | undefined;
  /** The same of a table or view. */
  columnName(table: number, number: number): string;
  /** The sequences that a column owns. */
  sequencesOf(column: ColumnRow): readonly SequenceRow[];
}

interface Rows {
  readonly comments: readonly CommentRow[];
  readonly tables: readonly NamedRow[];
  readonly columns: readonly ColumnRow[];
  readonly sequences: readonly SequenceRow[];
  readonly views: readonly ViewRow[];
}

/** An oid has 32 bits and a column's number 16, so both fit into one exact number; a text would have to be made for each column. */
const columnKey = (table: number, number: number): number => table * 0x10000 + number;

export function createContext(rows: Rows): Context {
  const columns = new Map(rows.columns.map((row) => [columnKey(row.table, row.number), row]));
  const named = new Map(
    rows.views.flatMap(({ oid, columns: list }) =>
      list.map(({ number, name }) => [columnKey(oid, number), name] as const),
    ),
  );
  const owned = groupBy(rows.sequences, (row) => columnKey(row.ownerTable ?? 0, row.ownerColumn ?? 0));
  return {
    comments: new Map(rows.comments.map((row) => [commentKey(row), row.text])),
    tables: new Map(rows.tables.map((row) => [row.oid, row])),
    column: (table, number) => columns.get(columnKey(table, number)),
    columnName: (table, number) =>
      columns.get(columnKey(table, number))?.name ?? named.get(columnKey(table, number)) ?? "",
    sequencesOf: ({ table, number }) => owned.get(columnKey(table, number)) ?? [],
  };
}
