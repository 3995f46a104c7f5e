import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Connection } from "@limbeck/database";
import { type RevisionModule } from "@limbeck/loader";
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

/** Loads the text of a revision file, to be run on the connection. */
export async function goldenRun(
  golden: GoldenCase,
  text: string,
  connection: Connection,
): Promise<GoldenRun> {
  const module = await load(text);
  const input = {
    connection,
    graph: buildGraph([headerOf(golden)]),
    load: () =>
      Promise.resolve({
        upgrade: (op: Operations) => void module.upgrade(op),
        downgrade: (op: Operations) => void module.downgrade?.(op),
        checksum: "",
      }),
  };
  return {
    upgrade: () => upgrade({ ...input, target: "head" }),
    downgrade: () => downgrade({ ...input, target: "base" }),
  };
}

/** From a file, because only files are loaded. */
async function load(text: string): Promise<RevisionModule> {
  const folder = await mkdtemp(join(tmpdir(), "limbeck-golden-"));
  try {
    await writeFile(join(folder, "revision.ts"), text);
    return await goldenRevision(join(folder, "revision.ts"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
