import { type HistoryRow, readHistory, versionTable } from "@limbeck/runtime";

import { connectTo, withConnection } from "../project/connect.ts";
import { type Project } from "../project/project.ts";

export interface LogOptions {
  /** At most so many steps, the newest. */
  readonly limit?: number;
  /** Only steps that began then or later. */
  readonly since?: Date;
}

/** What was run on a database, newest first. Creates nothing; empty where nothing was run. */
export function log(project: Project, { limit, since }: LogOptions = {}): Promise<readonly HistoryRow[]> {
  const table = versionTable(project.config.versionTable);
  const options = { ...(limit === undefined ? {} : { limit }), ...(since === undefined ? {} : { since }) };
  return withConnection(
    () => connectTo(project, "log"),
    (connection) => readHistory(connection, table, options),
  );
}
