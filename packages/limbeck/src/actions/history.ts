import {
  type Graph,
  heads,
  history as listHistory,
  isBranchPoint,
  isMergePoint,
  revisionOf,
} from "@limbeck/revisions";

import { type Project } from "../project/project.ts";
import { readRevisions } from "../project/revisions.ts";

/** The ends of a listing, as symbols; absent: everything. */
export interface HistoryRange {
  readonly lower?: string;
  readonly upper?: string;
}

/** A revision as the commands tell it. */
export interface RevisionInfo {
  readonly revision: string;
  readonly downRevisions: readonly string[];
  readonly branchLabels: readonly string[];
  readonly dependsOn: readonly string[];
  readonly message: string;
  readonly created?: string;
  readonly file?: string;
  readonly head: boolean;
  readonly branchPoint: boolean;
  readonly mergePoint: boolean;
}

function infosOf(graph: Graph, ids: readonly string[]): readonly RevisionInfo[] {
  const atHead = new Set(heads(graph));
  return ids.map((id) => {
    const revision = revisionOf(graph, id);
    const { downRevisions, branchLabels, dependsOn, message, created, file } = revision;
    return {
      revision: id,
      downRevisions,
      branchLabels,
      dependsOn,
      message,
      ...(created === undefined ? {} : { created }),
      ...(file === undefined ? {} : { file }),
      head: atHead.has(id),
      branchPoint: isBranchPoint(revision),
      mergePoint: isMergePoint(revision),
    };
  });
}

/** The revisions of a range (`A:B`), newest first; no range: all of them. Asks no database. */
export function history(project: Project, range: HistoryRange = {}): readonly RevisionInfo[] {
  const { graph } = readRevisions(project);
  return infosOf(graph, listHistory({ graph }, range));
}

/** The revisions that no other descends from. */
export function listHeads(project: Project): readonly RevisionInfo[] {
  const { graph } = readRevisions(project);
  return infosOf(graph, heads(graph));
}
