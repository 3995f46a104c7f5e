import { type Connection } from "@limbeck/database";
import { introspect, type Unmodelled } from "@limbeck/introspector";
import { printingAs } from "@limbeck/loader";
import { isLimbeckError, type Schema } from "@limbeck/model";
import { downgrade, type PreparedStep, type RunOptions, takeBack, upgrade } from "@limbeck/runtime";

import { type Project } from "./project.ts";
import { locate, type Revisions } from "./revisions.ts";
import { DEFAULT_SCHEMA } from "./scope.ts";
import { openForReplay } from "./placeFor.ts";

/** What a database holds: the schema, and the names of what a Schema does not describe. */
export interface Holding {
  readonly schema: Schema;
  readonly unmodelled: readonly Unmodelled[];
}

/** A scratch database on which revisions run for a try. */
export interface Trial {
  readonly connection: Connection;
  readonly version: number;
  /** Goes up to these revisions too; full ids. Errors: those of the runtime. */
  readonly up: (targets: readonly string[]) => Promise<void>;
  /** Goes back down to a revision, or to `base`. */
  readonly down: (target: string) => Promise<void>;
  /** Takes back one revision that is applied, and what needs it; a full id. */
  readonly takeBack: (revision: string) => Promise<void>;
  readonly holding: () => Promise<Holding>;
  /** All steps that were begun, in order. */
  readonly steps: readonly PreparedStep[];
}

/** Does something with an empty scratch database, and closes it whatever happens. Errors: `pglite-missing`, `driver-missing`. */
export async function onTrial<T>(
  project: Project,
  revisions: Revisions,
  use: (trial: Trial) => Promise<T>,
): Promise<T> {
  const scratch = await openForReplay({ project, revisions });
  try {
    return await use(trialOn(scratch, project, revisions));
  } finally {
    await scratch.close();
  }
}

/** A trial on a scratch database that is open, wherever it is. */
export function trialOn(
  connection: Connection,
  { x }: Project,
  { graph, load }: Revisions,
  watched: Pick<RunOptions, "signal"> = {},
): Trial {
  const steps: PreparedStep[] = [];
  const approve = (prepared: readonly PreparedStep[]): void => void steps.push(...prepared);
  const options: RunOptions = { ...watched, x, locate, replay: true, lock: "none", approve };
  return {
    connection,
    version: connection.server.version,
    steps,
    up: (target) =>
      printingAs(`${target.join(", ")} upgrade`, async () => {
        await upgrade({ connection, graph, load, target, options });
      }),
    down: (target) =>
      printingAs("downgrade", async () => {
        await downgrade({ connection, graph, load, target, options });
      }),
    takeBack: (target) =>
      printingAs(`${target} downgrade`, async () => {
        await takeBack({ connection, graph, load, target, options });
      }),
    holding: () => introspect(connection, { allSchemas: true, roles: true, defaultSchema: DEFAULT_SCHEMA }),
  };
}

const ENGINE_MISSING: ReadonlySet<string> = new Set(["pglite-missing", "driver-missing"]);

/** Why nothing can be tried here, where that is so; any other error goes on. */
export function untried(error: unknown): string {
  if (isLimbeckError(error) && ENGINE_MISSING.has(error.code)) return error.message;
  throw error;
}
