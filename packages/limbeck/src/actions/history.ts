import {
  branchPoints,
  effectiveHeads,
  type Graph,
  heads,
  history as listHistory,
  isBranchPoint,
  isMergePoint,
  labelsByRevision,
  newestFirst,
  parseSymbol,
  resolve,
  revisionOf,
  situationOf,
} from "@limbeck/revisions";
import { type Current } from "@limbeck/runtime";

import { type Project } from "../project/project.ts";
import { readRevisions } from "../project/revisions.ts";

/** The ends of a listing, as symbols; absent: everything. */
export interface HistoryRange {
  readonly lower?: string;
  readonly upper?: string;
}

export interface HistoryOptions extends HistoryRange {
  /** Ask the database, and say of each revision whether it is there. */
  readonly indicateCurrent?: boolean;
}

export interface HeadsOptions {
  /** Leave out the heads that another revision depends on. */
  readonly resolveDependencies?: boolean;
}

/** A revision as the commands tell it. */
export interface RevisionInfo {
  readonly revision: string;
  readonly downRevisions: readonly string[];
  /** The labels that its file gives it. */
  readonly branchLabels: readonly string[];
  /** The labels of all branches that it is on. */
  readonly branches: readonly string[];
  /** As its file says it: ids, beginnings of ids, or labels. */
  readonly dependsOn: readonly string[];
  /** The same as ids, without what an ancestor depends on already. */
  readonly dependencies: readonly string[];
  readonly children: readonly string[];
  /** The revisions in whose place it stands, oldest first; absent: none. */
  readonly replaces?: readonly string[];
  /** The revisions that depend on it. */
  readonly dependents: readonly string[];
  readonly message: string;
  readonly created?: string;
  readonly file?: string;
  readonly head: boolean;
  readonly branchPoint: boolean;
  readonly mergePoint: boolean;
  /** Whether the database is there; absent where it was not asked. */
  readonly current?: boolean;
}

/** Revisions as the commands tell them, in the order of the ids; `rows` are those of the database, if it was asked. */
export function infosOf(
  graph: Graph,
  ids: readonly string[],
  rows?: readonly string[],
): readonly RevisionInfo[] {
  const labels = labelsByRevision(graph);
  const current = rows === undefined ? undefined : new Set(situationOf(graph, rows).rows);
  return ids.map((id) => {
    const revision = revisionOf(graph, id);
    const { downRevisions, branchLabels, dependsOn, dependencies, replaces } = revision;
    const { children, message, created, file } = revision;
    const ownChildren = new Set(children);
    return {
      revision: id,
      downRevisions,
      branchLabels,
      branches: labels.get(id) ?? [],
      dependsOn,
      dependencies,
      children,
      dependents: revision.neededBy.filter((by) => !ownChildren.has(by)),
      ...(replaces === undefined ? {} : { replaces }),
      message,
      ...(created === undefined ? {} : { created }),
      ...(file === undefined ? {} : { file }),
      head: children.length === 0,
      branchPoint: isBranchPoint(revision),
      mergePoint: isMergePoint(revision),
      ...(current === undefined ? {} : { current: current.has(id) }),
    };
  });
}

/** A listing, and the rows of the database, where it was asked, that no file has. */
export interface History {
  readonly revisions: readonly RevisionInfo[];
  readonly unknown: readonly string[];
}

/**
 * The revisions of a range, newest first; no range: all of them. Asks the database only for `indicateCurrent`, or where an end
 * says `current`. Errors: those of symbols, and of connecting.
 */
export async function history(
  project: Project,
  { indicateCurrent = false, ...range }: HistoryOptions = {},
): Promise<History> {
  const { graph } = readRevisions(project);
  const fromCurrent = [range.lower, range.upper].some((end) => end !== undefined && saysCurrent(end));
  const asked = fromCurrent || indicateCurrent ? await whereIs(project, graph, "history") : undefined;
  const { rows, unknown = [] } = asked ?? {};
  // A step like -3 counts from the other end, unless that is `current`: as in Alembic, whatever is to be marked.
  const position = fromCurrent && rows !== undefined ? { graph, current: rows } : { graph };
  const revisions = infosOf(graph, listHistory(position, range), indicateCurrent ? rows : undefined);
  return { revisions, unknown };
}

/** The revisions that no other descends from. Asks no database. */
export function listHeads(
  project: Project,
  { resolveDependencies = false }: HeadsOptions = {},
): readonly RevisionInfo[] {
  const { graph } = readRevisions(project);
  return infosOf(graph, resolveDependencies ? effectiveHeads(graph) : heads(graph));
}

/** A revision where lines part, and where they go on. */
export interface BranchPoint extends RevisionInfo {
  readonly next: readonly RevisionInfo[];
}

/** The revisions with several children, newest first. Asks no database. */
export function listBranches(project: Project): readonly BranchPoint[] {
  const { graph } = readRevisions(project);
  const parting = new Set(branchPoints(graph));
  const points = newestFirst(graph, new Set(graph.ids)).filter((id) => parting.has(id));
  const next = infosOf(graph, [...new Set(points.flatMap((id) => revisionOf(graph, id).children))]);
  const byId = new Map(next.map((info) => [info.revision, info]));
  return infosOf(graph, points).map((point) => ({
    ...point,
    next: point.children.flatMap((id) => byId.get(id) ?? []),
  }));
}

/**
 * The revisions that a symbol names: one, none for `base`, several for `heads`. Asks the database only where the symbol counts
 * from there: `current`, `-1`; `command` is who asks. Errors: those of symbols, and of connecting.
 */
export async function show(
  project: Project,
  symbol: string,
  command = "show",
): Promise<readonly RevisionInfo[]> {
  const { graph } = readRevisions(project);
  if (!countsFromDatabase(symbol)) return infosOf(graph, resolve({ graph }, symbol));
  const { rows } = await whereIs(project, graph, command);
  return infosOf(graph, resolve({ graph, current: rows }, symbol), rows);
}

function saysCurrent(symbol: string): boolean {
  const parsed = parseSymbol(symbol);
  return (parsed.kind === "named" ? parsed.name : parsed.from)?.kind === "current";
}

function countsFromDatabase(symbol: string): boolean {
  const parsed = parseSymbol(symbol);
  return saysCurrent(symbol) || (parsed.kind === "relative" && parsed.from === undefined);
}

async function whereIs(project: Project, graph: Graph, command: string): Promise<Current> {
  const { current } = await import("@limbeck/runtime");
  const { withAccess } = await import("./access.ts");
  const { versionTable } = project.config;
  const table = versionTable === undefined ? {} : { table: versionTable };
  return withAccess(project, {}, command, (access) => current({ ...access, graph, ...table }));
}
