import { offlineDowngrade, type OfflineOptions, offlineStamp, offlineUpgrade } from "@limbeck/runtime";

import { SCRATCH_VERSION } from "../project/lazyScratch.ts";
import { type Project } from "../project/project.ts";
import { locate, readRevisions } from "../project/revisions.ts";
import { VERSION } from "../version.ts";
import { runRange } from "./range.ts";

interface SqlOptions {
  readonly tag?: string;
}

/** The SQL of `upgrade`, from base or from the lower end of a range `A:B`. Nothing is connected. */
export function upgradeSql(project: Project, target: string, options: SqlOptions): Promise<string> {
  const { from, to } = runRange(target);
  return offlineUpgrade({ ...startOf(project, from, options), target: to });
}

/** The SQL of `downgrade`, which has to be told where it starts: `A:B`. */
export function downgradeSql(project: Project, target: string, options: SqlOptions): Promise<string> {
  const { from, to } = runRange(target);
  return offlineDowngrade({ ...startOf(project, from ?? "heads", options), target: to });
}

export function stampSql(project: Project, targets: readonly string[], options: SqlOptions): Promise<string> {
  const { graph, options: offline } = startOf(project, undefined, options);
  return offlineStamp({ graph, target: targets, options: offline });
}

function startOf(project: Project, from: string | undefined, { tag }: SqlOptions) {
  const { config, x } = project;
  const { graph, load } = readRevisions(project);
  const options: OfflineOptions = {
    x,
    locate,
    toolVersion: VERSION,
    ...(config.versionTable === undefined ? {} : { table: config.versionTable }),
    ...(config.transaction === undefined ? {} : { transaction: config.transaction }),
    ...(config.lockTimeout === undefined ? {} : { lockTimeout: config.lockTimeout }),
    ...(tag === undefined ? {} : { tag }),
  };
  const server = { version: config.serverVersion ?? SCRATCH_VERSION };
  return { graph, load, server, options, ...(from === undefined ? {} : { from }) };
}
