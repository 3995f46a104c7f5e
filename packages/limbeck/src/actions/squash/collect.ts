import { type BodyEntry } from "@limbeck/emitter";
import { type PreparedStep, prepareSteps } from "@limbeck/runtime";

import { engineOf } from "../../project/engine.ts";
import { type Project } from "../../project/project.ts";
import { locate, type Revisions } from "../../project/revisions.ts";
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
 * What the revisions of a range do, there and back. Where that is code, or says where its transactions end, no line can repeat it: the
 * function of the file is called as it stands. Errors: those of `prepareSteps`.
 */
export async function collectSteps(input: CollectInput): Promise<readonly RangeStep[]> {
  const [up, down] = [await prepared(input, "upgrade"), await prepared(input, "downgrade")];
  return input.order.map((revision, at) => ({
    revision,
    upgrade: entriesOf(up[at], input.data),
    downgrade: entriesOf(down[at], input.data),
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

function entriesOf(step: PreparedStep | undefined, data: boolean): readonly BodyEntry[] {
  if (step === undefined) return [];
  const { operations, transaction, items, file } = step;
  const without = data ? operations : operations.filter((op) => !isDataStep(op));
  const isWhole = without.length === operations.length;
  const ends = !transaction || items.some(({ autocommit }) => autocommit === true);
  const isCarried = isWhole && operations.length > 0 && (ends || operations.some(isCodeStep));
  if (!isCarried || file === undefined) return without;
  const { revision, direction } = step.step;
  return [
    {
      kind: "carried",
      revision,
      direction: direction === "downgrade" ? direction : "upgrade",
      autocommit: !transaction,
    },
  ];
}
