import { ancestors, type Graph } from "@limbeck/revisions";
import { onConnection } from "./access.ts";
import { type HistoryRow, readHistory } from "./history.ts";
import { type LoadRevision } from "./loadedRevision.ts";
import { type Access } from "./options.ts";
import { readRows } from "./rows.ts";
import { versionTable, type VersionTableOptions } from "./versionTable.ts";

/** A revision whose bodies are others than those that were run. */
export interface ChangedRevision {
  readonly revision: string;
  readonly file?: string;
  /** The step of the history that applied it. */
  readonly applied: HistoryRow;
}

/**
 * The applied revisions that were changed after they had been run here, in the order of the graph. What was stamped or run
 * before there was a history is not known and passed over. Creates nothing.
 */
export async function changedRevisions(
  input: Access & {
    readonly graph: Graph;
    readonly load: LoadRevision;
    readonly table?: VersionTableOptions;
  },
): Promise<readonly ChangedRevision[]> {
  const { graph, load } = input;
  const applied = await onConnection(input, async (connection) => {
    const table = versionTable(input.table);
    const rows = (await readRows(connection, table)).filter((row) => graph.revisions.has(row));
    return lastApplied(await readHistory(connection, table), ancestors(graph, rows));
  });
  const changed: ChangedRevision[] = [];
  for (const revision of graph.revisions.keys()) {
    const row = applied.get(revision);
    if (row?.checksum === undefined) continue;
    const { checksum, file } = await load(revision);
    if (checksum !== row.checksum)
      changed.push({ revision, applied: row, ...(file === undefined ? {} : { file }) });
  }
  return changed;
}

/** The newest step that applied each revision; rows come newest first. */
function lastApplied(
  rows: readonly HistoryRow[],
  revisions: ReadonlySet<string>,
): ReadonlyMap<string, HistoryRow> {
  const fitting = rows.filter(
    ({ revision, direction, outcome }) =>
      revisions.has(revision) && direction !== "downgrade" && outcome === "done",
  );
  return new Map(fitting.toReversed().map((row) => [row.revision, row]));
}
