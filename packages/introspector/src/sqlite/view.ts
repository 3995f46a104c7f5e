import { foldName, type View, type ViewColumn, type ViewUse } from "@limbeck/model";
import { type ObjectRow } from "./catalog.ts";
import { parseCreateView } from "./parse/createView.ts";
import { nameOfToken, tokenize } from "./parse/tokens.ts";
import { relationNames } from "./relationNames.ts";

/** The columns of every table and view, by its folded name. */
export type ColumnLists = ReadonlyMap<string, ViewUse>;

/** A view by its text. What it reads is what its query names: SQLite keeps no list. */
export function viewOf(
  { name, sql }: ObjectRow,
  columns: readonly ViewColumn[],
  relations: ColumnLists,
): View {
  const { columnNames, query } = parseCreateView(sql);
  return {
    name,
    ...(columnNames === undefined ? {} : { columnNames }),
    query: { canonical: query },
    // Of a view that reads what is not there, nobody knows the columns.
    ...(columns.length === 0 ? {} : { columns }),
    uses: usesOf(query, relations),
  };
}

/** The tables and views that a query reads, and which of their columns it mentions. */
export function usesOf(query: string, relations: ColumnLists): readonly ViewUse[] {
  const tokens = tokenize(query);
  const mentioned = new Set(tokens.map((token) => foldName(nameOfToken(token) ?? "")));
  const uses = [...relationNames(tokens)].flatMap((name) => relations.get(name) ?? []);
  return uses.map(({ name, columns }) => ({
    name,
    columns: columns.filter((column) => mentioned.has(foldName(column))),
  }));
}
