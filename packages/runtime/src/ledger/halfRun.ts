import { type Connection } from "@limbeck/database";
import { type HistoryRow, isLedger, readHistory, stepsDone, walkOf } from "./history.ts";
import { type VersionTable } from "./versionTable.ts";
import { type WalkPosition } from "../walk/walker.ts";

/** A revision of which a run has done a part. */
export interface HalfRun {
  readonly revision: string;
  readonly direction: "upgrade" | "downgrade";
  /** How many of its items are done. */
  readonly done: number;
  /** Of the first so many items, as far as they were written down. */
  readonly checksums: ReadonlyMap<number, string>;
  /** How far the walk is that comes next, and the checksum of the items with it. */
  readonly walk?: { readonly position: WalkPosition; readonly checksum: string };
  /** The newest row that tells of it. */
  readonly row: HistoryRow;
}

/** The revisions that a run has begun and not ended, by revision; none if there is no history. */
export async function readHalfRuns(connection: Connection, table: VersionTable): Promise<readonly HalfRun[]> {
  return halfRunsOf(await readHistory(connection, table, { halfRun: true }));
}

/** The same of a history, the newest rows first. */
export function halfRunsOf(history: readonly HistoryRow[]): readonly HalfRun[] {
  const rows = history.filter(({ outcome }) => isLedger(outcome));
  const revisions = [...new Set(rows.map(({ revision }) => revision))].sort();
  return revisions.flatMap((revision) => halfRun(rows.filter((row) => row.revision === revision)));
}

function halfRun(rows: readonly HistoryRow[]): readonly HalfRun[] {
  const [row] = rows;
  if (row === undefined || row.direction === "stamp") return [];
  const { revision, direction } = row;
  const checksums = new Map(
    rows.flatMap(({ outcome, checksum }) => {
      const done = stepsDone(outcome);
      const isDone = done !== undefined && checksum !== undefined && walkOf(outcome) === undefined;
      return isDone ? [[done, checksum] as const] : [];
    }),
  );
  const done = Math.max(0, ...checksums.keys());
  return [{ revision, direction, done, checksums, ...walkIn(rows), row }];
}

/** There is one at most: the row goes when the walk ends. */
function walkIn(rows: readonly HistoryRow[]): Pick<HalfRun, "walk"> {
  const [walk] = rows.flatMap(({ outcome, checksum = "" }) => {
    const position = walkOf(outcome);
    return position === undefined ? [] : [{ position, checksum }];
  });
  return walk === undefined ? {} : { walk };
}
