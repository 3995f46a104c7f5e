import {
  type Hazard,
  hazards,
  type Holder,
  holderBefore,
  isCopied,
  losesData,
  type Operation,
} from "@limbeck/operations";
import { type PreparedStep } from "../steps/preparedStep.ts";
import { type Count } from "./count.ts";

/** Data that a run destroys. */
export interface Loss extends Hazard {
  readonly revision: string;
  /**
   * What of it is there: the rows of a table, the values of a column, the rows with values that go; of a sequence the number that it
   * had reached. Absent where it was not, or could not be, counted.
   */
  readonly count?: Count;
}

/** A loss, and where that which is lost is to be found before the run. */
export interface ForeseenLoss extends Loss {
  readonly held?: readonly Holder[];
}

/**
 * What data a run would destroy, in its order, less what it has made itself before; what `op.execute` and `op.run` destroy is not
 * known.
 */
export function losses(steps: readonly PreparedStep[]): readonly ForeseenLoss[] {
  const before: Operation[] = [];
  const found: ForeseenLoss[] = [];
  for (const { step, operations } of steps) {
    for (const [at, operation] of operations.entries()) {
      if (isCopied(operations, at)) continue;
      for (const hazard of hazards(operation).filter(losesData)) {
        const loss = foreseen({ ...hazard, revision: step.revision }, before);
        if (loss !== undefined) found.push(loss);
      }
      before.push(operation);
    }
  }
  return found;
}

function foreseen(loss: Loss, before: readonly Operation[]): ForeseenLoss | undefined {
  if (loss.loses === undefined) return loss;
  const held = loss.loses.flatMap((holder) => holderBefore(holder, before) ?? []);
  return held.length === 0 ? undefined : { ...loss, held };
}
