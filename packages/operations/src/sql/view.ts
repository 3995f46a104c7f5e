import { nameOf, spelling, type View } from "@limbeck/model";

import { type IfNotExists, ifNotExistsSql } from "../ifExists.ts";
import { besideTable } from "../table/touches.ts";
import { commentStatements } from "./comment.ts";
import { quoteIdentifier, quoteList, quoteName } from "./identifier.ts";
import { inTablespace } from "./tablespace.ts";
import { indexStatisticsSql } from "./indexStatistics.ts";
import { createIndexSql } from "./tableIndex.ts";

/** The statements for a view with all that hangs on it; IF NOT EXISTS is for materialized ones. The line break ends a comment that the query may end in. */
export function createViewSql(view: View, manner: IfNotExists = {}): readonly string[] {
  return view.materialized === true
    ? [materializedSql(view, manner), ...indexStatements(view), ...comments(view)]
    : [`CREATE VIEW ${plainSql(view)}`, ...comments(view)];
}

/** Replaces a view where it stands; rights, triggers and what stands on it stay. */
export function replaceViewSql(from: View | undefined, to: View): readonly string[] {
  const gone = {
    comment: from?.comment !== undefined && to.comment === undefined,
    columns: Object.keys(from?.columnComments ?? {}).filter(
      (column) => to.columnComments?.[column] === undefined,
    ),
  };
  const name = nameOf(to);
  return [
    `CREATE OR REPLACE VIEW ${plainSql(to)}`,
    ...(gone.comment ? [`COMMENT ON VIEW ${quoteName(name)} IS NULL`] : []),
    ...gone.columns.map(
      (column) => `COMMENT ON COLUMN ${quoteName(name)}.${quoteIdentifier(column)} IS NULL`,
    ),
    ...comments(to),
  ];
}

export function dropViewSql(
  view: Pick<View, "schema" | "name" | "materialized">,
  { ifExists = false } = {},
): string {
  return `DROP ${wordOf(view)} ${ifExists ? "IF EXISTS " : ""}${quoteName(view)}`;
}

function plainSql(view: View): string {
  const columns = view.columnNames === undefined ? [] : [quoteList(view.columnNames)];
  return [quoteName(view), ...columns, ...withSql(view), `AS ${query(view)}`].join(" ");
}

function materializedSql(view: View, manner: IfNotExists): string {
  return [
    `CREATE MATERIALIZED VIEW ${ifNotExistsSql(manner)}${quoteName(view)}`,
    ...(view.method === undefined ? [] : [`USING ${quoteIdentifier(view.method)}`]),
    ...withSql(view),
    ...(view.tablespace === undefined ? [] : [`TABLESPACE ${quoteIdentifier(view.tablespace)}`]),
    `AS ${query(view)}`,
    ...(view.withNoData === true ? ["WITH NO DATA"] : []),
  ].join(" ");
}

/** A comment at the end of a query would swallow what follows. */
function query(view: View): string {
  const text = spelling(view.query).trim();
  return view.withNoData === true && text.includes("--") ? `${text}\n` : text;
}

function withSql({ options = {} }: View): readonly string[] {
  const list = Object.entries(options).map(([key, value]) => `${key}=${value}`);
  return list.length === 0 ? [] : [`WITH (${list.join(", ")})`];
}

function indexStatements(view: View): readonly string[] {
  return (view.indexes ?? []).flatMap((index) => [
    ...inTablespace(index, [createIndexSql(view, index)]),
    ...indexStatisticsSql(view, index),
    ...commentStatements({ index: besideTable(view, index.name) }, index.comment),
  ]);
}

function comments(view: View): readonly string[] {
  const name = nameOf(view);
  const target = view.materialized === true ? { materializedView: name } : { view: name };
  return [
    ...commentStatements(target, view.comment),
    ...Object.entries(view.columnComments ?? {}).flatMap(([column, comment]) =>
      commentStatements({ table: name, column }, comment),
    ),
  ];
}

function wordOf({ materialized }: Pick<View, "materialized">): string {
  return materialized === true ? "MATERIALIZED VIEW" : "VIEW";
}
