import { describe } from "@limbeck/operations";

import { type Project } from "../project/project.ts";
import { readRevisions } from "../project/revisions.ts";
import { compareWithDatabase, compareWithRevisions, type Comparison } from "./compare.ts";
import { type Report } from "./event.ts";

export type Against = "database" | "revisions";

export interface CheckResult {
  readonly against: Against;
  /** Each difference in words; none where models and the other side are equal. */
  readonly differences: readonly string[];
  readonly comparison: Comparison;
}

/** Compares the models with the database, or with what the revisions lead to. Writes nothing. */
export async function check(
  project: Project,
  options: { readonly against?: Against; readonly report?: Report } = {},
): Promise<CheckResult> {
  const against = againstOf(project, options.against);
  const comparison = await compare(project, against, options.report);
  return { against, differences: comparison.operations.map(describe), comparison };
}

/** A database that is named is meant; without one, the revisions are. */
export function againstOf(project: Project, against: Against | undefined): Against {
  return against ?? (project.database === undefined ? "revisions" : "database");
}

export function compare(project: Project, against: Against, report: Report | undefined): Promise<Comparison> {
  const input = { project, revisions: readRevisions(project), report };
  return COMPARE[against](input);
}

const COMPARE = { database: compareWithDatabase, revisions: compareWithRevisions } satisfies Record<
  Against,
  typeof compareWithDatabase
>;
