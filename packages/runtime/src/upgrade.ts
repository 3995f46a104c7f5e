import { type Graph, planUpgrade, resolveAll, situationOf } from "@limbeck/revisions";
import { type LoadRevision } from "./steps/loadedRevision.ts";
import { type Access, type RunOptions } from "./options.ts";
import { type Command, perform, type RunResult } from "./perform.ts";
import { prepareSteps } from "./steps/prepare.ts";

/** What upgrade and downgrade are told. */
export type MigrateInput<Target> = Access & {
  readonly graph: Graph;
  readonly load: LoadRevision;
  readonly target: Target;
  readonly options?: RunOptions;
};

/**
 * Applies revisions up to `target` (symbols). Errors: those of `planUpgrade` and `prepareSteps`, before anything is touched;
 * `revision-leaves-transaction` (3), `lock-not-obtained` (5), `migration-failed` (4), `version-rows-changed` (4),
 * `cancelled` (130), `version-schema-missing`, `lock-needs-connection` (2), and those of connecting.
 */
export function upgrade(input: MigrateInput<string | readonly string[]>): Promise<RunResult> {
  return perform(upgradeCommand(input));
}

export function upgradeCommand(input: MigrateInput<string | readonly string[]>): Command {
  const { graph, load, target, options = {} } = input;
  const symbols = typeof target === "string" ? [target] : target;
  return {
    access: input,
    graph,
    options,
    plan: (rows) => planUpgrade(graph, rows, symbols),
    // `+1` means one more than there was when the command was given, not than there is after waiting.
    replan: (rows, first) => planUpgrade(graph, rows, namedFrom(graph, first.rows, symbols)),
    prepare: (steps, { dialect, server }) => prepareSteps(steps, { graph, load, dialect, server, options }),
  };
}

/** What the symbols meant where the database was. */
function namedFrom(graph: Graph, rows: readonly string[], symbols: readonly string[]): readonly string[] {
  const { graph: there, rows: current } = situationOf(graph, rows);
  return resolveAll({ graph: there, current }, symbols);
}
