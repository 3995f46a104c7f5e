import { drawLanes, type LaneNode } from "@limbeck/revisions";

import { type RevisionInfo } from "../actions/history.ts";
import { markedRevision, title, verboseLines } from "./history.ts";
import { cut } from "./width.ts";

export interface GraphOptions {
  /** The long form of each revision instead of one line. */
  readonly verbose?: boolean;
  /** Lines are cut to so many columns; absent: they are not cut. */
  readonly width?: number;
}

/** Draws revisions, newest first, with their parents as lanes. What they depend on stands in the text. */
export function graphLines(infos: readonly RevisionInfo[], options: GraphOptions = {}): readonly string[] {
  const { verbose = false, width } = options;
  const lanes = drawLanes(nodesOf(infos));
  return infos.flatMap((info, index) => {
    const drawn = lanes[index];
    if (drawn === undefined) return [];
    const [first = "", ...more] = verbose ? verboseLines(info) : [graphText(info)];
    const lines = [
      `${drawn.node} ${first}`,
      ...more.map((line) => `${drawn.beside.padEnd(drawn.node.length)} ${line}`),
      ...drawn.links,
    ];
    const all = verbose || drawn.gap === undefined ? lines : [drawn.gap, ...lines];
    return all.map((line) => cut(line.trimEnd(), width));
  });
}

function graphText(info: RevisionInfo): string {
  const depends = info.dependsOn.length === 0 ? "" : ` (depends on ${info.dependsOn.join(", ")})`;
  return `${markedRevision(info)}${depends}, ${title(info)}`;
}

/** The revisions with those of their parents that are listed too. */
function nodesOf(infos: readonly RevisionInfo[]): readonly LaneNode[] {
  const listed = new Set(infos.map(({ revision }) => revision));
  return infos.map(({ revision, downRevisions }) => ({
    id: revision,
    parents: downRevisions.filter((parent) => listed.has(parent)),
  }));
}
