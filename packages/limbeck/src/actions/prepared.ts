import { type PreparedStep, prepareSteps } from "@limbeck/runtime";

import { engineOf } from "../project/engine.ts";
import { type Project } from "../project/project.ts";
import { locate, type Revisions } from "../project/revisions.ts";

/** What revisions do when they are replayed, in the order that is given; nothing is run. Errors: those of `prepareSteps`. */
export function preparedFor(
  { dialect, x, config }: Project,
  { graph, load }: Pick<Revisions, "graph" | "load">,
  order: readonly string[],
  direction: "upgrade" | "downgrade",
): Promise<readonly PreparedStep[]> {
  const rows = { insert: [], update: [], delete: [] };
  const steps = order.map((revision) => ({ direction, revision, rows }));
  const server = { version: config.serverVersion ?? engineOf({ dialect }).version };
  return prepareSteps(steps, { graph, load, dialect, server, options: { x, locate, replay: true } });
}
