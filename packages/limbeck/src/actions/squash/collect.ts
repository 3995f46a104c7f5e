import { describe, type Operation } from "@limbeck/operations";
import { type PreparedStep, prepareSteps } from "@limbeck/runtime";

import { engineOf } from "../../project/engine.ts";
import { type Project } from "../../project/project.ts";
import { locate, type Revisions } from "../../project/revisions.ts";
import { squashHoldsCode, squashLeavesTransaction } from "../../squashErrors.ts";
import { type RangeStep } from "./block.ts";
import { isCodeStep, isDataStep } from "./dataStep.ts";

export interface CollectInput {
  readonly project: Project;
  readonly revisions: Revisions;
  /** Oldest first. */
  readonly order: readonly string[];
  /** Whether data steps are kept. */
  readonly data: boolean;
}

/**
 * What the revisions of a range do, there and back. Errors: those of `prepareSteps`, `squash-holds-code`,
 * `squash-leaves-transaction`.
 */
export async function collectSteps(input: CollectInput): Promise<readonly RangeStep[]> {
  const [up, down] = [await prepared(input, "upgrade"), await prepared(input, "downgrade")];
  return input.order.map((revision, at) => ({
    revision,
    upgrade: operationsOf(up[at], input.data),
    downgrade: operationsOf(down[at], input.data),
  }));
}

function prepared(
  { project, revisions: { graph, load }, order }: CollectInput,
  direction: "upgrade" | "downgrade",
): Promise<readonly PreparedStep[]> {
  const rows = { insert: [], update: [], delete: [] };
  const steps = order.map((revision) => ({ direction, revision, rows }));
  const { dialect, x, config } = project;
  const server = { version: config.serverVersion ?? engineOf(project).version };
  return prepareSteps(steps, { graph, load, dialect, server, options: { x, locate, replay: true } });
}

function operationsOf(step: PreparedStep | undefined, data: boolean): readonly Operation[] {
  if (step === undefined) return [];
  const { operations, transaction, items, file } = step;
  const { revision } = step.step;
  if (!transaction || items.some(({ autocommit }) => autocommit === true))
    throw squashLeavesTransaction(revision, file);
  if (!data) return operations.filter((op) => !isDataStep(op));
  const code = operations.find(isCodeStep);
  if (code !== undefined) throw squashHoldsCode(revision, describe(code), file);
  return operations;
}
