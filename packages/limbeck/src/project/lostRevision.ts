import { type LimbeckError } from "@limbeck/model";

import { revisionOnBranches } from "../errors.ts";
import { branchesWith } from "./gitBranches.ts";
import { type Project } from "./project.ts";

/** The same error of a database that holds what no file has, with the git branches that have it. */
export async function onBranches(project: Project, error: LimbeckError): Promise<LimbeckError> {
  const { revisions } = error.facts;
  const ids = Array.isArray(revisions) ? revisions.map(String) : [];
  const branches = await branchesOfAll(project, ids);
  return Object.keys(branches).length === 0 ? error : revisionOnBranches(error, branches);
}

/** The branches by revision; one that is nowhere is left out. */
export async function branchesOfAll(
  project: Project,
  revisions: readonly string[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const revision of revisions.slice(0, MOST_REVISIONS)) {
    const branches = await branchesWith(project, revision);
    if (branches.length > 0) found[revision] = branches;
  }
  return found;
}

/** Whoever has more of them has another folder, not another branch. */
const MOST_REVISIONS = 5;
