import { type Graph, lineage, newestFirst, resolveBranch, revisionOf } from "@limbeck/revisions";

import { type Project } from "../project/project.ts";
import { readRevisions } from "../project/revisions.ts";
import { type Candidate } from "./candidate.ts";

const SIDES: readonly Candidate[] = [
  { value: "models", description: "the Drizzle models" },
  { value: "database", description: "the configured database" },
  { value: "empty", description: "a database with nothing in it" },
];

const SYMBOLS: readonly Candidate[] = [
  { value: "head", description: "the newest revision" },
  { value: "heads", description: "all of them" },
  { value: "base", description: "before the first" },
  { value: "current", description: "where the database is" },
];

/** What can name a revision: symbols, branch labels, ids from the newest on; behind a branch and `@`, those of the branch. */
export function revisionCandidates(
  project: Project,
  kind: "revision" | "side" | "range",
  word: string,
): readonly Candidate[] {
  const { graph } = readRevisions(project);
  // Of a range the end is proposed that is being typed.
  const end = word.slice(word.lastIndexOf(":") + 1);
  const before = word.slice(0, word.length - end.length);
  const names = [...namesIn(graph, end), ...(kind === "side" ? SIDES : [])];
  return names.map(({ value, ...rest }) => ({ value: before + value, ...rest }));
}

function namesIn(graph: Graph, word: string): readonly Candidate[] {
  const at = word.indexOf("@");
  if (at < 0) return [...SYMBOLS, ...labels(graph), ...ids(graph, new Set(graph.ids))];
  const branch = word.slice(0, at);
  const line = lineage(graph, resolveBranch(graph, branch));
  return [...SYMBOLS, ...ids(graph, line)].map(({ value, ...rest }) => ({
    value: `${branch}@${value}`,
    ...rest,
  }));
}

function labels(graph: Graph): readonly Candidate[] {
  return [...graph.labels.keys()].sort().flatMap((label) => [
    { value: label, description: "the revision that carries the label" },
    { value: `${label}@head`, description: "the newest of the branch" },
  ]);
}

function ids(graph: Graph, among: ReadonlySet<string>): readonly Candidate[] {
  return newestFirst(graph, among).map((id) => ({
    value: id,
    description: revisionOf(graph, id).message.split("\n", 1)[0] ?? "",
  }));
}
