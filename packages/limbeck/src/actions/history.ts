import {
  type Graph,
  heads,
  history as listHistory,
  isBranchPoint,
  isMergePoint,
  type Revision,
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

export function infoOf(graph: Graph, revision: Revision): RevisionInfo {
  const { created, file } = revision;
  return {
    revision: revision.revision,
    downRevisions: revision.downRevisions,
    branchLabels: revision.branchLabels,
    dependsOn: revision.dependsOn,
    message: revision.message,
    ...(created === undefined ? {} : { created }),
    ...(file === undefined ? {} : { file }),
    head: heads(graph).includes(revision.revision),
    branchPoint: isBranchPoint(revision),
    mergePoint: isMergePoint(revision),
  };
}

/** The revisions of a range (`A:B`), newest first; no range: all of them. */
export function history(project: Project, range: HistoryRange = {}): readonly RevisionInfo[] {
  const { graph } = readRevisions(project);
  return listHistory({ graph }, range).map((id) => infoOf(graph, revisionOf(graph, id)));
}

/** The revisions that no other descends from. */
export function listHeads(project: Project): readonly RevisionInfo[] {
  const { graph } = readRevisions(project);
  return heads(graph).map((id) => infoOf(graph, revisionOf(graph, id)));
}
