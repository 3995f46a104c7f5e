import { type BodyEntry } from "@limbeck/emitter";
import { type PreparedStep } from "@limbeck/runtime";

import { type Project } from "../../project/project.ts";
import { type Revisions } from "../../project/revisions.ts";
import { preparedFor } from "../prepared.ts";
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
export async function collectSteps({
  project,
  revisions,
  order,
  data,
}: CollectInput): Promise<readonly RangeStep[]> {
  const up = await preparedFor(project, revisions, order, "upgrade");
  const down = await preparedFor(project, revisions, order, "downgrade");
  return order.map((revision, at) => ({
    revision,
    upgrade: entriesOf(up[at], data),
    downgrade: entriesOf(down[at], data),
  }));
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
