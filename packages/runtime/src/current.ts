import { type Connection } from "@limbeck/database";
import { ancestors, effectiveHeads, type Graph, situationOf } from "@limbeck/revisions";
import { onConnection } from "./session/access.ts";
import { type Bookkeeping, readBookkeeping } from "./ledger/bookkeeping.ts";
import { changedAmong, type ChangedRevision, type ReadChecksum } from "./ledger/changed.ts";
import { type HalfRun, halfRunsOf } from "./ledger/halfRun.ts";
import { type HistoryRow, isLedger } from "./ledger/history.ts";
import { type Access } from "./options.ts";
import { readRows } from "./ledger/rows.ts";
import { versionTable, type VersionTableOptions } from "./ledger/versionTable.ts";

/** Where a database is. */
export interface Current {
  /** The version rows, sorted. */
  readonly rows: readonly string[];
  /** Rows that no file has. */
  readonly unknown: readonly string[];
  /** Whether everything is applied. */
  readonly atHeads: boolean;
}

type CurrentInput = Access & { readonly graph: Graph; readonly table?: VersionTableOptions };

/** Reads where the database is, in one round trip; creates nothing, and a database without a version table is at base. */
export function current(input: CurrentInput): Promise<Current> {
  return onConnection(input, (connection) => currentOn(connection, input));
}

async function currentOn(connection: Connection, { graph, table }: CurrentInput): Promise<Current> {
  return currentAt(await readRows(connection, versionTable(table)), graph);
}

function currentAt(rows: readonly string[], graph: Graph): Current {
  const at = situationOf(graph, rows);
  return {
    rows,
    unknown: at.rows.filter((row) => !at.graph.revisions.has(row)),
    atHeads: at.partly === undefined && effectiveHeads(at.graph).every((head) => at.rows.includes(head)),
  };
}

/** Where a database is, and what its history says of that. */
export interface CurrentInDetail extends Current {
  /** Absent if the role may not read the history. */
  readonly told?: ToldByHistory;
}

export interface ToldByHistory {
  /** Revisions that were changed after they had been applied. */
  readonly changed: readonly ChangedRevision[];
  /** Revisions of which a run has done a part only. */
  readonly halfRun: readonly HalfRun[];
  /** Revisions whose last step failed, the newest first. */
  readonly unfinished: readonly HistoryRow[];
  /** The last step of each row that no file has, as far as it is known. */
  readonly lost: readonly HistoryRow[];
}

/** As `current`, with what the history tells. Call it outside a transaction: there it does not ask. */
export function currentInDetail(
  input: CurrentInput & { readonly read: ReadChecksum },
): Promise<CurrentInDetail> {
  return onConnection(input, async (connection) =>
    detailOf(await readBookkeeping(connection, versionTable(input.table)), input),
  );
}

/** The same of what is read already. */
export async function detailOf(
  { rows, history }: Bookkeeping,
  { graph, read }: { readonly graph: Graph; readonly read: ReadChecksum },
): Promise<CurrentInDetail> {
  const found = currentAt(rows, graph);
  return history === undefined ? found : { ...found, told: await toldBy(history, found, { graph, read }) };
}

async function toldBy(
  history: readonly HistoryRow[],
  { rows, unknown }: Current,
  { graph: all, read }: { readonly graph: Graph; readonly read: ReadChecksum },
): Promise<ToldByHistory> {
  const { graph, rows: called } = situationOf(all, rows);
  const known = called.filter((row) => graph.revisions.has(row));
  const last = newestOfEach(history.filter(({ outcome }) => !isLedger(outcome)));
  return {
    changed: await changedAmong(graph, ancestors(graph, known), history, read),
    halfRun: halfRunsOf(history),
    unfinished: last.filter(({ outcome }) => outcome !== "done"),
    lost: last.filter(({ revision }) => unknown.includes(revision)),
  };
}

function newestOfEach(history: readonly HistoryRow[]): readonly HistoryRow[] {
  const seen = new Set<string>();
  return history.filter(({ revision }) => !seen.has(revision) && seen.add(revision));
}
