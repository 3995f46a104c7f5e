import { type Proof } from "@limbeck/proof";
import { distinctLines, type Graph, heads, resolveAll, revisionOf } from "@limbeck/revisions";

import { notAHead } from "../errors.ts";
import { mergedAlready, mergeNeedsSeveral } from "../graphErrors.ts";
import { refuseListed } from "../project/listed.ts";
import { type Project } from "../project/project.ts";
import { readRevisions, type Revisions } from "../project/revisions.ts";
import { type Draft, draftOf } from "./draft.ts";
import { plural, type Report } from "./event.ts";
import { keep } from "./keep.ts";

export interface MergeOptions {
  /** Absent: `merge A and B`. */
  readonly message?: string;
  readonly branchLabels?: readonly string[];
  /** The id, instead of a new one. */
  readonly id?: string;
  /** Allows parents that are no heads. */
  readonly splice?: boolean;
  /** Absent: yes. */
  readonly prove?: boolean;
  readonly report?: Report;
}

export interface MergeResult {
  /** Absolute. */
  readonly file: string;
  readonly revision: string;
  /** The parents; full ids. */
  readonly downRevisions: readonly string[];
  readonly text: string;
  readonly proof?: Proof;
}

/**
 * Writes a revision with several parents, once both orders of the branches were seen to lead to the same schema. Errors:
 * `merge-needs-several`, `merged-already`, `revisions-overlap`, `revision-not-head` (3), those of names, `merge-conflict` and
 * `merge-differs` (4), and those of the draft; none leaves a file behind.
 */
export async function merge(
  project: Project,
  symbols: readonly string[],
  options: MergeOptions = {},
): Promise<MergeResult> {
  refuseListed(project, "merge");
  const revisions = readRevisions(project);
  const parents = parentsOf(revisions.graph, symbols, options.splice ?? false);
  const proof =
    options.prove === false ? undefined : await proveParents(project, revisions, parents, options);
  const draft = await draftMerge(project, revisions, parents, options);
  await keep(project, draft, options.report);
  const { id, file, text } = draft;
  return { file, revision: id, downRevisions: parents, text, ...(proof === undefined ? {} : { proof }) };
}

/** `heads` are all of them, also one that another only depends on: two lines are two until they are merged. */
function parentsOf(graph: Graph, symbols: readonly string[], splice: boolean): readonly string[] {
  const named = symbols.flatMap((symbol) =>
    symbol === "heads" ? heads(graph) : resolveAll({ graph }, [symbol]),
  );
  const parents = [...new Set(named)];
  if (parents.length < 2) throw mergeNeedsSeveral(parents);
  distinctLines(graph, parents);
  const merged = mergeOf(graph, parents);
  if (merged !== undefined) throw mergedAlready(parents, merged);
  const inner = parents.find((id) => revisionOf(graph, id).children.length > 0);
  if (inner !== undefined && !splice) throw notAHead(inner, revisionOf(graph, inner).children);
  return parents;
}

function mergeOf(graph: Graph, [first = "", ...others]: readonly string[]): string | undefined {
  return revisionOf(graph, first).children.find((child) => {
    const below = revisionOf(graph, child).downRevisions;
    return others.every((other) => below.includes(other));
  });
}

function draftMerge(
  project: Project,
  revisions: Revisions,
  parents: readonly string[],
  { message, branchLabels = [], id }: MergeOptions,
): Promise<Draft> {
  return draftOf({
    project,
    revisions,
    message: message ?? `merge ${parents.join(" and ")}`,
    upgrade: [],
    id,
    place: { parents, branchLabels, dependsOn: [] },
  });
}

async function proveParents(
  project: Project,
  revisions: Revisions,
  parents: readonly string[],
  { report }: MergeOptions,
): Promise<Proof> {
  const { proveMerge } = await import("./proveMerge.ts");
  const start = performance.now();
  const proof = await proveMerge({ project, revisions, parents });
  const orders = parents.length === 2 ? "both orders" : plural(parents.length, "order");
  const words =
    proof.kind === "proved"
      ? ({ stage: "proved", text: `${orders} of the branches lead to the same schema` } as const)
      : ({ stage: "unproved", text: proof.reason } as const);
  report?.({ kind: "stage", ...words, duration: performance.now() - start });
  return proof;
}
