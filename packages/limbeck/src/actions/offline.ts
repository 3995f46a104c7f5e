import { ancestors, effectiveHeadsOf } from "@limbeck/revisions";
import {
  offlineDowngrade,
  type OfflineInput,
  type OfflineOptions,
  offlineStamp,
  offlineUpgrade,
} from "@limbeck/runtime";

import { engineOf } from "../project/engine.ts";
import { type Project } from "../project/project.ts";
import { locate, readRevisions, type Revisions } from "../project/revisions.ts";
import { VERSION } from "../version.ts";
import { followScript } from "./followScript.ts";
import { runRange } from "./range.ts";

export interface SqlOptions {
  /** Kept in the history. */
  readonly tag?: string;
}

/** The SQL of `upgrade`, from base or from the lower end of a range `A:B`. Nothing is connected. */
export function upgradeSql(project: Project, target: string, options: SqlOptions): Promise<string> {
  const { from, to } = runRange(target);
  return written({ project, revisions: readRevisions(project), from, options }, (start) =>
    offlineUpgrade({ ...start, target: to }),
  );
}

/** The SQL that one revision runs, on a database that is at what it needs. */
export function stepSql(project: Project, revisions: Revisions, id: string): Promise<string> {
  const { graph } = revisions;
  const before = new Set(ancestors(graph, [id]));
  before.delete(id);
  const from = effectiveHeadsOf(graph, before);
  return written({ project, revisions, from, options: {} }, (start) =>
    offlineUpgrade({ ...start, target: id }),
  );
}

/** The SQL of `downgrade`, which has to be told where it starts: `A:B`. */
export function downgradeSql(project: Project, target: string, options: SqlOptions): Promise<string> {
  const { from, to } = runRange(target);
  return written({ project, revisions: readRevisions(project), from: from ?? "heads", options }, (start) =>
    offlineDowngrade({ ...start, target: to }),
  );
}

export function stampSql(project: Project, targets: readonly string[], options: SqlOptions): Promise<string> {
  const { graph } = readRevisions(project);
  const { dialect } = project;
  return offlineStamp({ graph, target: targets, dialect, options: offlineOptions(project, options) });
}

interface Script {
  readonly project: Project;
  readonly revisions: Revisions;
  readonly from: string | readonly string[] | undefined;
  readonly options: SqlOptions;
}

async function written(
  { project, revisions, from, options }: Script,
  write: (start: OfflineStart) => Promise<string>,
): Promise<string> {
  const { graph, load } = revisions;
  const { schemaAfter, close } = followScript(project, revisions, from);
  try {
    return await write({
      graph,
      load,
      dialect: project.dialect,
      server: { version: project.config.serverVersion ?? engineOf(project).version },
      schemaAfter,
      options: offlineOptions(project, options),
      ...(from === undefined ? {} : { from }),
    });
  } finally {
    await close();
  }
}

type OfflineStart = Omit<OfflineInput<unknown>, "target">;

function offlineOptions({ config, x }: Project, { tag }: SqlOptions): OfflineOptions {
  return {
    x,
    locate,
    toolVersion: VERSION,
    ...(config.versionTable === undefined ? {} : { table: config.versionTable }),
    ...(config.transaction === undefined ? {} : { transaction: config.transaction }),
    ...(config.lockTimeout === undefined ? {} : { lockTimeout: config.lockTimeout }),
    ...(config.statementTimeout === undefined ? {} : { statementTimeout: config.statementTimeout }),
    ...(tag === undefined ? {} : { tag }),
  };
}
