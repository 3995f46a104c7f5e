import { ancestors, effectiveHeadsOf } from "@limbeck/revisions";
import { offlineDowngrade, type OfflineOptions, offlineStamp, offlineUpgrade } from "@limbeck/runtime";

import { engineOf } from "../project/engine.ts";
import { type Project } from "../project/project.ts";
import { locate, readRevisions, type Revisions } from "../project/revisions.ts";
import { VERSION } from "../version.ts";
import { runRange } from "./range.ts";

interface SqlOptions {
  readonly tag?: string;
}

/** The SQL of `upgrade`, from base or from the lower end of a range `A:B`. Nothing is connected. */
export function upgradeSql(project: Project, target: string, options: SqlOptions): Promise<string> {
  const { from, to } = runRange(target);
  return offlineUpgrade({ ...startOf(project, readRevisions(project), from, options), target: to });
}

/** The SQL that one revision runs, on a database that is at what it needs. */
export function stepSql(project: Project, revisions: Revisions, id: string): Promise<string> {
  const { graph } = revisions;
  const before = new Set(ancestors(graph, [id]));
  before.delete(id);
  const from = effectiveHeadsOf(graph, before);
  return offlineUpgrade({ ...startOf(project, revisions, from, {}), target: id });
}

/** The SQL of `downgrade`, which has to be told where it starts: `A:B`. */
export function downgradeSql(project: Project, target: string, options: SqlOptions): Promise<string> {
  const { from, to } = runRange(target);
  return offlineDowngrade({
    ...startOf(project, readRevisions(project), from ?? "heads", options),
    target: to,
  });
}

export function stampSql(project: Project, targets: readonly string[], options: SqlOptions): Promise<string> {
  const { graph, options: offline } = startOf(project, readRevisions(project), undefined, options);
  return offlineStamp({ graph, target: targets, options: offline });
}

function startOf(
  project: Project,
  { graph, load }: Revisions,
  from: string | readonly string[] | undefined,
  { tag }: SqlOptions,
) {
  const { config, x } = project;
  const options: OfflineOptions = {
    x,
    locate,
    toolVersion: VERSION,
    ...(config.versionTable === undefined ? {} : { table: config.versionTable }),
    ...(config.transaction === undefined ? {} : { transaction: config.transaction }),
    ...(config.lockTimeout === undefined ? {} : { lockTimeout: config.lockTimeout }),
    ...(config.statementTimeout === undefined ? {} : { statementTimeout: config.statementTimeout }),
    ...(tag === undefined ? {} : { tag }),
  };
  const server = { version: config.serverVersion ?? engineOf(project).version };
  return { graph, load, server, options, ...(from === undefined ? {} : { from }) };
}
