import { type Graph, planStamp } from "@limbeck/revisions";
import { type Access, type RunOptions } from "./options.ts";
import { perform, type RunResult } from "./perform.ts";
import { prepareStamp } from "./steps/prepare.ts";

export type StampInput = Access & {
  readonly graph: Graph;
  readonly target: string | readonly string[];
  /** Whether all rows go first, also those that no file has. */
  readonly purge?: boolean;
  readonly options?: RunOptions;
};

/**
 * Sets the version rows without running anything; a revision that was half-run counts as settled then.
 * Errors: those of `planStamp` and of taking the lock.
 */
export function stamp(input: StampInput): Promise<RunResult> {
  const { graph, target, purge = false, options = {} } = input;
  const plan = (rows: readonly string[]) => planStamp(graph, rows, target, { purge });
  return perform({
    access: input,
    graph,
    // Its rows belong together: half a stamp would be a state that nobody asked for.
    options: { ...options, transaction: "all" },
    plan,
    replan: plan,
    settles: true,
    prepare: (steps) => Promise.resolve(steps.map((step) => prepareStamp(graph, step))),
  });
}
