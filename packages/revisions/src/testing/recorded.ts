import { readFileSync } from "node:fs";
import type { RevisionHeader } from "../header.ts";

/** A revision as `fixtures/revisions` writes it. */
export interface RecordedRevision {
  readonly revision: string;
  readonly down_revision: OneOrMore;
  readonly branch_labels?: OneOrMore;
  readonly depends_on?: OneOrMore;
}

/** A recorded question and its answer. */
export interface Scenario {
  readonly id: string;
  readonly graph: string;
  readonly query: Query;
  readonly args?: readonly OneOrMore[];
  readonly kwargs?: Readonly<Record<string, boolean>>;
  readonly current?: OneOrMore;
  readonly target?: OneOrMore;
  readonly expected: Expected;
}

export type Query =
  | "load"
  | "get_revision"
  | "get_revisions"
  | "get_current_head"
  | "iterate"
  | "upgrade"
  | "downgrade"
  | "stamp";

export interface Expected {
  readonly result?: readonly (string | null)[];
  readonly steps?: readonly (string | RecordedStamp)[];
  readonly heads_after?: readonly string[];
  readonly error?: { readonly kind: string; readonly message: string };
}

export interface RecordedStamp {
  readonly delete: readonly string[];
  readonly insert: readonly string[];
}

/** A real project's graph with what was recorded of it. */
export interface RecordedGraph {
  readonly name: string;
  readonly facts: Readonly<
    Record<
      "heads" | "bases" | "real_heads" | "real_bases" | "branch_points" | "merge_points",
      readonly string[]
    >
  >;
  readonly revisions_list: readonly RecordedRevision[];
  readonly alembic_upgrade_heads_order: readonly string[];
  readonly heads_after: readonly string[];
}

export type OneOrMore = string | null | readonly string[] | undefined;

const folder = new URL("../../../../fixtures/revisions/", import.meta.url);

/** All of `revision-graph.json`. */
export interface RecordedScenarios {
  readonly graphs: Readonly<Record<string, readonly RecordedRevision[]>>;
  readonly scenarios: readonly Scenario[];
}

export function readScenarios(): RecordedScenarios {
  const file = readFixture("revision-graph.json");
  if (!isScenarios(file)) throw new Error("revision-graph.json is not what the tests expect");
  return file;
}

export function readGraph(name: string): RecordedGraph {
  const file = readFixture(`graphs/${name}.json`);
  if (!isGraph(file)) throw new Error(`graphs/${name}.json is not what the tests expect`);
  return file;
}

function readFixture(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, folder), "utf8"));
}

// The fixtures are ours and do not change: the guards look no deeper than would tell one file from another.
function isScenarios(file: unknown): file is RecordedScenarios {
  return typeof file === "object" && file !== null && "graphs" in file && "scenarios" in file;
}

function isGraph(file: unknown): file is RecordedGraph {
  return typeof file === "object" && file !== null && "revisions_list" in file && "facts" in file;
}

/** A recorded revision as the header that a file would have. */
export function headerOf(recorded: RecordedRevision): RevisionHeader {
  return {
    revision: recorded.revision,
    downRevisions: many(recorded.down_revision),
    branchLabels: many(recorded.branch_labels),
    dependsOn: many(recorded.depends_on),
    message: "",
    file: `${recorded.revision}.ts`,
  };
}

/** `null`, one or several as a list. */
export function many(value: OneOrMore): readonly string[] {
  if (value === undefined || value === null) return [];
  return typeof value === "string" ? [value] : value;
}
