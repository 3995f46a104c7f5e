import { type Dialect } from "@limbeck/model";
import { quoteIdentifier, quoteTable, type Walk } from "@limbeck/operations";
import { type WalkKey } from "./walkKey.ts";
import { type WalkPosition } from "./walker.ts";

/** What writes a value as a literal that it can be compared with again. */
const LITERAL = { postgres: "quote_literal", sqlite: "quote" } satisfies Record<Dialect, string>;

/** A query of the last row of the next batch: its key as the literals `key0`, `key1` … and how many `rows` the batch has; no row if nothing is left. */
export function lastOfBatchSql(
  { table }: Pick<Walk, "table">,
  key: WalkKey,
  { after, size }: WalkPosition,
  dialect: Dialect,
): string {
  // The names are ours, so that a column of the table that is called the same is not meant.
  const columns = key.map((column) => `walked.${quoteIdentifier(column)}`);
  const names = key.map((_, at) => `key${at}`);
  const behind = after === undefined ? "" : ` WHERE ${compared(columns, ">", after)}`;
  const listed = columns.map((column, at) => `${column} AS key${at}`).join(", ");
  const literals = names.map((name) => `${LITERAL[dialect]}(${name}) AS ${name}`).join(", ");
  return `WITH page AS (SELECT ${listed} FROM ${quoteTable(dialect, table)} AS walked${behind} ORDER BY ${columns.join(", ")} LIMIT ${size})
SELECT ${literals}, (SELECT count(*) FROM page) AS rows FROM page ORDER BY ${names.map((name) => `page.${name} DESC`).join(", ")} LIMIT 1`;
}

/** A condition that holds for the rows behind `after`, up to `last`. */
export function batchWhere(
  key: WalkKey,
  after: readonly string[] | undefined,
  last: readonly string[],
): string {
  const columns = key.map(quoteIdentifier);
  const upTo = compared(columns, "<=", last);
  return after === undefined ? upTo : `${compared(columns, ">", after)} AND ${upTo}`;
}

/** A condition that holds for the rows behind `after`, or all. */
export function restWhere(key: WalkKey, after: readonly string[] | undefined): string {
  return after === undefined ? "" : ` WHERE ${compared(key.map(quoteIdentifier), ">", after)}`;
}

function compared(columns: readonly string[], operator: ">" | "<=", values: readonly string[]): string {
  const [column = "", ...more] = columns;
  if (more.length === 0) return `${column} ${operator} ${values.join()}`;
  return `(${columns.join(", ")}) ${operator} (${values.join(", ")})`;
}
