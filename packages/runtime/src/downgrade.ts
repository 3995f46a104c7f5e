import {
  ancestors,
  type Graph,
  planDowngrade,
  planTakingBack,
  situationOf,
  type Step,
} from "@limbeck/revisions";
import { databaseMoved } from "./errors.ts";
import { type Command, perform, type Planned, type RunResult } from "./perform.ts";
import { prepareSteps } from "./steps/prepare.ts";
import { type MigrateInput } from "./upgrade.ts";

/**
 * Takes the database back to `target` (a symbol). Errors: those of `planDowngrade` and of `upgrade`; `database-moved` (3) if
 * another run changed the database so that this one would now take back something else.
 */
export function downgrade(input: MigrateInput<string>): Promise<RunResult> {
  return perform(downgradeCommand(input));
}

/** Takes back one applied revision (a full id) and what needs it; all else stays. Errors: as `downgrade`. */
export function takeBack(input: MigrateInput<string>): Promise<RunResult> {
  const { graph, target } = input;
  const plan = (rows: readonly string[]): readonly Step[] => planTakingBack(graph, rows, target);
  return perform({ ...downgradeCommand(input), plan, replan: plan });
}

export function downgradeCommand(input: MigrateInput<string>): Command {
  const { graph, load, target, options = {} } = input;
  return {
    access: input,
    graph,
    options,
    plan: (rows) => planDowngrade(graph, rows, target),
    replan: (rows, first) => replan(graph, rows, target, first),
    prepare: (steps, { dialect, server }) => prepareSteps(steps, { graph, load, dialect, server, options }),
  };
}

/** Nobody agreed to lose more than the first plan said. */
function replan(graph: Graph, rows: readonly string[], target: string, { steps }: Planned): readonly Step[] {
  const planned = new Set(steps.map(({ revision }) => revision));
  const at = situationOf(graph, rows);
  const applied = ancestors(
    at.graph,
    at.rows.filter((row) => at.graph.revisions.has(row)),
  );
  if (![...planned].some((revision) => applied.has(revision))) return [];
  const again = planDowngrade(graph, rows, target);
  if (again.some(({ revision }) => !planned.has(revision))) throw databaseMoved([...planned], rows);
  return again;
}
