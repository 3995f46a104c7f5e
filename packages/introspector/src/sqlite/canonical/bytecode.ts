import { type Connection } from "@limbeck/database";
import { isLimbeckError, type Schema, spelling, type Table, type View } from "@limbeck/model";
import { quoteIdentifier } from "@limbeck/operations";
import { tokenize } from "../parse/tokens.ts";
import { relationNames } from "../relationNames.ts";
import { type Pair, type Slot, type Verdict } from "./pair.ts";
import { sameConstants } from "./sameTokens.ts";

/** Where both texts are put, each in turn. */
const STATEMENTS = {
  default: (text) => `SELECT (${text}\n)`,
  expression: (text, table) => `SELECT (${text}\n) FROM ${table}`,
  // Only sorting shows the collation of an expression.
  indexElement: (text, table) => `SELECT 1 FROM ${table} ORDER BY ${text}\n`,
  query: (text) => text,
} satisfies Record<Exclude<Slot, "statements">, (text: string, table: string) => string>;

/**
 * Compares texts by the program that SQLite makes of each, on the tables of the models, which are made for it in an empty database:
 * without rows, indexes and constraints. No expression is evaluated.
 */
export async function judgeByBytecode(
  scratch: Connection,
  pairs: readonly Pair[],
  { models, database }: { readonly models: Schema; readonly database: Schema },
): Promise<ReadonlyMap<Pair, Verdict>> {
  const reads = pairs.some(({ slot }) => slot === "query");
  const asked = new Set(pairs.map(({ table }) => table?.name));
  for (const table of together(models.tables, database.tables))
    if (reads || asked.has(table.name)) await attempt(scratch, createTable(table));
  if (reads)
    for (const view of together(models.views, database.views)) await attempt(scratch, createView(view));
  const verdicts = new Map<Pair, Verdict>();
  for (const pair of pairs) verdicts.set(pair, await judge(scratch, pair));
  return verdicts;
}

/** Statements are no expression: their tokens have said all. A text that SQLite refuses here is no other one if it refuses both: perhaps a function or a collation is the application's. */
async function judge(scratch: Connection, pair: Pair): Promise<Verdict> {
  const { slot } = pair;
  if (slot === "statements") return "different";
  const table = quoteIdentifier(pair.table?.name ?? "");
  const program = (text: string) => explain(scratch, STATEMENTS[slot](text, table), slot);
  const [written, canonical] = [await program(pair.written), await program(pair.canonical)];
  if (written === undefined && canonical === undefined) return "unverified";
  return written === canonical && sameConstants(pair) ? "equal" : "different";
}

async function explain(scratch: Connection, sql: string, slot: Slot): Promise<string | undefined> {
  const rows = await attempt(scratch, `EXPLAIN ${sql}`);
  if (rows === undefined) return undefined;
  const program = rows.map(({ opcode, p1, p2, p3, p4, p5 }) => [opcode, p1, p2, p3, p4, p5].map(String));
  return JSON.stringify([program, slot === "query" ? await namesIn(scratch, sql) : []]);
}

/** The program of a query says neither what its columns are called, nor which of two views that do the same it reads: one of them may go. */
async function namesIn(scratch: Connection, query: string): Promise<readonly unknown[]> {
  return [await columnsOf(scratch, query), [...relationNames(tokenize(query))].sort()];
}

async function columnsOf(scratch: Connection, query: string): Promise<readonly unknown[]> {
  await attempt(scratch, `CREATE TEMP VIEW limbeck_query AS ${query}`);
  const rows = await attempt(scratch, "SELECT name FROM pragma_table_xinfo('limbeck_query', 'temp')");
  await attempt(scratch, "DROP VIEW IF EXISTS temp.limbeck_query");
  return rows?.map(({ name }) => name) ?? [];
}

/** What the models have, and what else there is. */
function together<T extends { readonly name: string }>(
  models: readonly T[],
  live: readonly T[],
): readonly T[] {
  const names = new Set(models.map(({ name }) => name));
  return [...models, ...live.filter(({ name }) => !names.has(name))];
}

function createTable({ name, columns }: Table): string {
  const list = columns.map(({ name: column, type, collation }) => {
    const collated = collation === undefined ? "" : ` COLLATE ${quoteIdentifier(collation)}`;
    return `${quoteIdentifier(column)} ${spelling(type)}${collated}`;
  });
  return `CREATE TABLE ${quoteIdentifier(name)} (${list.join(", ")})`;
}

function createView({ name, columnNames, query }: View): string {
  const names = columnNames === undefined ? "" : ` (${columnNames.map(quoteIdentifier).join(", ")})`;
  return `CREATE VIEW ${quoteIdentifier(name)}${names} AS ${spelling(query)}`;
}

async function attempt(
  scratch: Connection,
  sql: string,
): Promise<readonly Record<string, unknown>[] | undefined> {
  try {
    return await scratch.query(sql);
  } catch (error) {
    if (isLimbeckError(error) && error.code === "statement-failed") return undefined;
    throw error;
  }
}
