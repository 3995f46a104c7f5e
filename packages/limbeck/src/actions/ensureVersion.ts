import {
  type EnsuredVersion,
  ensureVersion as runEnsureVersion,
  offlineEnsureVersion,
} from "@limbeck/runtime";

import { type Project } from "../project/project.ts";
import { type RunInput, runOptions, withAccess } from "./access.ts";

/** Creates what is missing of the version table and the history. Errors: those of the runtime. */
export function ensureVersion(
  project: Project,
  input: Pick<RunInput, "lockWait" | "report" | "signal"> = {},
): Promise<EnsuredVersion> {
  const options = runOptions(project, input);
  return withAccess(project, input, "ensure-version", (access) => runEnsureVersion({ ...access, options }));
}

/** The SQL of `ensureVersion`. Nothing is connected. */
export function ensureVersionSql({ config, dialect }: Project): string {
  return offlineEnsureVersion(config.versionTable, dialect);
}
