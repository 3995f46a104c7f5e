import { type Connection } from "@limbeck/database";
import { type Operations } from "@limbeck/operations";
import { buildGraph } from "@limbeck/revisions";
import { downgrade, type RunResult, upgrade } from "@limbeck/runtime";

import { type GoldenCase } from "./goldenCase.ts";
import { goldenRevision } from "./goldenModels.ts";
import { headerOf } from "./goldenTrip.ts";

/** A revision file of a case that runs as a user's does. */
export interface GoldenRun {
  readonly upgrade: () => Promise<RunResult>;
  readonly downgrade: () => Promise<RunResult>;
}

/** The tables in which the runs are kept, which no model knows. */
export const OWN_TABLES = { withoutTables: ["limbeck_version", "limbeck_history"] };

export async function goldenRun(
  golden: GoldenCase,
  file: string,
  connection: Connection,
): Promise<GoldenRun> {
  const graph = buildGraph([headerOf(golden)]);
  const module = await goldenRevision(file);
  const input = {
    connection,
    graph,
    load: () =>
      Promise.resolve({
        upgrade: (op: Operations) => void module.upgrade(op),
        downgrade: (op: Operations) => void module.downgrade?.(op),
        checksum: "",
        file,
      }),
  };
  return {
    upgrade: () => upgrade({ ...input, target: "head" }),
    downgrade: () => downgrade({ ...input, target: "base" }),
  };
}
