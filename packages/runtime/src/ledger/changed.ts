import { type Graph } from "@limbeck/revisions";
import { type HistoryRow } from "./history.ts";
import { type LoadedRevision } from "../steps/loadedRevision.ts";

/** A revision whose bodies are others than those that were run. */
export interface ChangedRevision {
  readonly revision: string;
  readonly file?: string;
  /** Of the first directive that is another, counted from 1. */
  readonly line?: number;
  /** The step of the history that applied it. */
  readonly applied: HistoryRow;
}

/** What tells whether the bodies of a revision are those that were run; nothing of it has to be run for that. */
export type ReadChecksum = (revision: string) => Promise<RevisionChecksum>;

export interface RevisionChecksum extends Pick<LoadedRevision, "checksum" | "file"> {
  /** The line where the file is another than the one with the given checksum. */
  readonly changedLine?: (applied: string) => number | undefined;
}

/**
 * The applied revisions that were changed after they had been run, in the order of the graph. What was stamped or run before
 * there was a history is not known and passed over, as is what has no checksum. `history` has the newest rows first.
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
    const now = await read(revision);
    if (now.checksum === undefined || bodyOf(now.checksum) === bodyOf(row.checksum)) continue;
    const line = now.changedLine?.(row.checksum);
    changed.push({
      revision,
      applied: row,
      ...(now.file === undefined ? {} : { file: now.file }),
      ...(line === undefined ? {} : { line }),
    });
  }
  return changed;
}

/** The checksum of all of a file; behind a colon may stand those of its parts. */
function bodyOf(checksum: string): string | undefined {
  return checksum.split(":")[0];
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
