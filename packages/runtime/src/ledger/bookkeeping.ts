import { type Connection, transactionStatus } from "@limbeck/database";
import { isLimbeckError } from "@limbeck/model";
import { quoteString } from "@limbeck/operations";
import { type HistoryRow, historyRow, readHistory } from "./history.ts";
import { selectHistory, versionName } from "../postgres/ownTables.ts";
import { readRows } from "./rows.ts";
import { type VersionTable } from "./versionTable.ts";

/** What the version table and the history say. */
export interface Bookkeeping {
  /** The version rows, sorted; none where there is no table. */
  readonly rows: readonly string[];
  /** Newest first; absent if nobody asked, or the role may not read it. */
  readonly history?: readonly HistoryRow[];
}

const SETTING = "limbeck.bookkeeping";

/**
 * Two statements of PostgreSQL that read both tables, to be sent along with others: that a table is not there spoils nothing. To be asked in a
 * transaction, which is where the answer is kept. They fail where the role may not read the version rows.
 */
export function bookkeepingQuestions(table: VersionTable, wantsHistory: boolean): readonly string[] {
  const rows = `SELECT coalesce(json_agg("revision"), '[]') FROM ${versionName(table)}`;
  const history = `SELECT coalesce(json_agg(h), '[]') FROM (${selectHistory(table)} ORDER BY history."id" DESC) h`;
  const body = `
DECLARE rows json := '[]'; history json := ${wantsHistory ? "'[]'" : "'null'"};
BEGIN
  BEGIN EXECUTE ${quoteString(rows)} INTO rows;
  EXCEPTION WHEN undefined_table THEN NULL; END;${wantsHistory ? readQuietly(history) : ""}
  PERFORM set_config('${SETTING}', json_build_object('rows', rows, 'history', history)::text, true);
END`;
  return [`DO ${quoteString(body)}`, `SELECT current_setting('${SETTING}')::json AS answer`];
}

/** A role that may read the version rows need not be allowed to read the history. */
function readQuietly(history: string): string {
  return `
  BEGIN EXECUTE ${quoteString(history)} INTO history;
  EXCEPTION WHEN undefined_table THEN NULL; WHEN insufficient_privilege THEN history := 'null'; END;`;
}

/** The answer to `bookkeepingQuestions`: the rows of each statement. */
export function bookkeepingOf(
  answers: readonly (readonly Readonly<Record<string, unknown>>[])[],
): Bookkeeping {
  const { rows, history } = answers[1]?.[0]?.["answer"] as Answer;
  return { rows: rows.sort(), ...(history === null ? {} : { history: history.map(historyRow) }) };
}

interface Answer {
  readonly rows: string[];
  readonly history: readonly Readonly<Record<string, unknown>>[] | null;
}

/** The same with a question for each table. Inside a transaction the history is not asked: a statement that fails would end it. */
export async function readBookkeeping(connection: Connection, table: VersionTable): Promise<Bookkeeping> {
  const rows = await readRows(connection, table);
  const history = await tryHistory(connection, table);
  return { rows, ...(history === undefined ? {} : { history }) };
}

async function tryHistory(
  connection: Connection,
  table: VersionTable,
): Promise<readonly HistoryRow[] | undefined> {
  // A statement that fails would end an application's open transaction.
  if ((await transactionStatus(connection)) !== "none") return undefined;
  try {
    return await readHistory(connection, table);
  } catch (error) {
    // insufficient_privilege
    if (isLimbeckError(error) && error.facts["sqlstate"] === "42501") return undefined;
    throw error;
  }
}
