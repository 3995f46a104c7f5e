import { maskUrl, targetUrl } from "@limbeck/database";
import { ancestors, type Graph, situationOf } from "@limbeck/revisions";
import {
  type Access,
  type Bookkeeping,
  currentInDetail,
  detailOf,
  type HistoryRow,
  type ToldByHistory,
} from "@limbeck/runtime";

import { checksumsOf } from "../project/checksums.ts";
import { type Project } from "../project/project.ts";
import { readRevisions, type Revisions } from "../project/revisions.ts";
import { withAccess } from "./access.ts";
import { infosOf, type RevisionInfo } from "./history.ts";

/** Where a database is. */
export interface CurrentResult {
  /** The version rows, sorted. */
  readonly rows: readonly string[];
  /** Rows that no file has. */
  readonly unknown: readonly string[];
  /** Whether everything is applied. */
  readonly atHeads: boolean;
  /** The newest applied revision of each line: the rows, and where a row stands for what it depends on, that too. */
  readonly revisions: readonly RevisionInfo[];
  /** What the history tells; absent if the role may not read it. */
  readonly changed?: readonly ChangedSince[];
  readonly halfRun?: readonly HalfRunRevision[];
  readonly unfinished?: readonly FailedStep[];
  readonly lost?: readonly LostRevision[];
  /** The database, with its password masked; absent where only the application knows. */
  readonly database?: string;
}

/** A revision whose file does something else than what was applied. */
export interface ChangedSince {
  readonly revision: string;
  readonly file?: string;
  /** Of the first directive that is another, counted from 1; absent where the history does not know. */
  readonly line?: number;
  readonly applied: ToldStep;
}

/** A revision whose last step failed. */
export interface FailedStep extends ToldStep {
  readonly revision: string;
  /** Whether a part of it stays. */
  readonly partial: boolean;
}

/** A revision of which a run has done a part only. */
export interface HalfRunRevision extends ToldStep {
  readonly revision: string;
  /** How many of its statements are done. */
  readonly done: number;
  /** How many rows of the `op.batches` that comes next are done. */
  readonly rows?: number;
}

/** A row that no file has, and its last step. */
export interface LostRevision extends ToldStep {
  readonly revision: string;
}

/** A step, as the history keeps it. */
export interface ToldStep {
  readonly direction: "upgrade" | "downgrade" | "stamp";
  readonly message: string;
  readonly started: Date;
  readonly user: string;
  readonly host?: string;
  readonly toolVersion?: string;
  readonly tag?: string;
}

/** Where the database is. Creates nothing, and works for a role that may only read. */
export function current(project: Project): Promise<CurrentResult> {
  return withAccess(project, {}, "current", (access) => currentOn(project, access));
}

/** The same for a database that is reached already. */
export async function currentOn(project: Project, access: Access): Promise<CurrentResult> {
  const revisions = readRevisions(project);
  const { graph } = revisions;
  const table = project.config.versionTable ?? {};
  const read = checksumsOf(revisions);
  const { told, ...found } = await currentInDetail({ ...access, graph, table, read });
  const at = situationOf(graph, found.rows);
  const shown = infosOf(at.graph, lineEnds(at.graph, at.rows));
  return {
    ...found,
    revisions: shown,
    ...(told === undefined ? {} : toldFields(told)),
    ...databaseOf(project),
  };
}

/** The revisions that were changed after they had been applied; none where the history cannot be read. */
export async function changedSince(
  revisions: Revisions,
  bookkeeping: Bookkeeping,
): Promise<readonly ChangedSince[]> {
  const { graph } = revisions;
  const { told } = await detailOf(bookkeeping, { graph, read: checksumsOf(revisions) });
  return told === undefined ? [] : toldFields(told).changed;
}

/** The applied revisions that no applied one has as a parent, sorted: those that Alembic prints. */
function lineEnds(graph: Graph, rows: readonly string[]): readonly string[] {
  const known = rows.filter((row) => graph.revisions.has(row));
  const applied = [...ancestors(graph, known)];
  const parents = new Set(applied.flatMap((id) => graph.revisions.get(id)?.downRevisions ?? []));
  return applied.filter((id) => !parents.has(id)).sort();
}

function toldFields({ changed, halfRun, unfinished, lost }: ToldByHistory) {
  return {
    halfRun: halfRun.map(({ revision, done, walk, row }) => ({
      revision,
      done,
      ...(walk === undefined ? {} : { rows: walk.position.rows }),
      ...toldStep(row),
    })),
    changed: changed.map(({ applied, ...rest }) => ({ ...rest, applied: toldStep(applied) })),
    unfinished: unfinished.map((row) => ({
      revision: row.revision,
      partial: row.outcome === "partial",
      ...toldStep(row),
    })),
    lost: lost.map((row) => ({ revision: row.revision, ...toldStep(row) })),
  };
}

function toldStep({ direction, message, started, user, host, toolVersion, tag }: HistoryRow): ToldStep {
  return {
    direction,
    message,
    started,
    user,
    ...(host === undefined ? {} : { host }),
    ...(toolVersion === undefined ? {} : { toolVersion }),
    ...(tag === undefined ? {} : { tag }),
  };
}

function databaseOf({ database, client }: Project): Pick<CurrentResult, "database"> {
  if (client !== undefined || database === undefined || typeof database === "function") return {};
  return { database: maskUrl(typeof database === "string" ? database : targetUrl(database)) };
}
