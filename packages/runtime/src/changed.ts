import { type Graph } from "@limbeck/revisions";
import { type HistoryRow } from "./history.ts";
import { type LoadedRevision } from "./loadedRevision.ts";

/** A revision whose bodies are others than those that were run. */
export interface ChangedRevision {
  readonly revision: string;
  readonly file?: string;
  /** The step of the history that applied it. */
  readonly applied: HistoryRow;
}

/** What tells whether the bodies of a revision are those that were run; nothing of it has to be run for that. */
export type ReadChecksum = (revision: string) => Promise<Pick<LoadedRevision, "checksum" | "file">>;

/**
 * The applied revisions that were changed after they had been run, in the order of the graph. What was stamped or run before
 * there was a history is not known and passed over. `history` has the newest rows first.
 */
export async function changedAmong(
  graph: Graph,
  applied: ReadonlySet<string>,
  history: readonly HistoryRow[],
  read: ReadChecksum,
): Promise<readonly ChangedRevision[]> {
  const newest = lastApplied(history, applied);
  const changed: ChangedRevision[] = [];
  for (const revision of graph.revisions.keys()) {
    const row = newest.get(revision);
    if (row?.checksum === undefined) continue;
    const { checksum, file } = await read(revision);
    if (checksum !== row.checksum)
      changed.push({ revision, applied: row, ...(file === undefined ? {} : { file }) });
  }
  return changed;
}

/** The newest step that applied each revision. */
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
