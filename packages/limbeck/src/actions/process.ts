import { describe, record, reverseAll } from "@limbeck/operations";

import { type ProcessContext, type RevisionPlan } from "../config/hooks.ts";
import { hookWrong } from "../configErrors.ts";
import { inSlowHook } from "../project/hook.ts";
import { type Project } from "../project/project.ts";

/** A revision that will be written, and whether it still says what was found. */
export interface ProcessedPlan extends Required<RevisionPlan> {
  readonly changed: boolean;
}

/**
 * What the project's `processRevision` makes of a revision: one, several that follow one another, or none. Without one, the
 * revision as it is. Errors: `hook-failed`, `hook-wrong`.
 */
export async function processed(
  project: Project,
  plan: Required<RevisionPlan>,
): Promise<readonly ProcessedPlan[]> {
  const { processRevision } = project.config;
  if (processRevision === undefined) return [{ ...plan, changed: false }];
  const context = { record: recorder(project), describe };
  const answer: unknown = await inSlowHook(project, "processRevision", () => processRevision(plan, context));
  const plans: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  return plans.map((one) => complete(one, plan, plans.length));
}

function recorder({ config, dialect, x }: Project): ProcessContext["record"] {
  const context = { dialect, direction: "upgrade", offline: false, replay: true, x } as const;
  return (body) => record(body, context, config.operations).map(({ operation }) => operation);
}

function complete(answer: unknown, plan: Required<RevisionPlan>, count: number): ProcessedPlan {
  if (!isPlan(answer)) throw hookWrong("processRevision", "{ message, upgrade }, or a list of these");
  const { message, upgrade, downgrade = reverseAll(upgrade) } = answer;
  const same = upgrade === plan.upgrade && downgrade === plan.downgrade;
  return { message, upgrade, downgrade, changed: count > 1 || !same };
}

function isPlan(value: unknown): value is RevisionPlan {
  if (typeof value !== "object" || value === null || !("message" in value && "upgrade" in value))
    return false;
  const downgrade = "downgrade" in value ? value.downgrade : undefined;
  return (
    typeof value.message === "string" &&
    Array.isArray(value.upgrade) &&
    (downgrade === undefined || Array.isArray(downgrade))
  );
}
