import { checksumChain } from "./checksum.ts";
import { halfRun, halfRunChanged } from "./halfRunErrors.ts";
import { type HalfRun } from "./halfRun.ts";
import { type PreparedStep } from "../steps/preparedStep.ts";
import { runOrder } from "../steps/segment.ts";

/**
 * Leaves out of the steps what earlier runs have done of them. Errors: `half-run` (3) if a revision was begun in the other
 * direction, `half-run-changed` (3) if the file is another in the part that is done.
 */
export function resume(
  steps: readonly PreparedStep[],
  halfRuns: readonly HalfRun[],
): readonly PreparedStep[] {
  const direction = steps[0]?.step.direction;
  if (direction === undefined || direction === "stamp") return steps;
  const other = halfRuns.find((each) => each.direction !== direction);
  if (other !== undefined) throw halfRun(other);
  return steps.map((step) => {
    const begun = halfRuns.find(({ revision }) => revision === step.step.revision);
    return begun === undefined ? step : leftOf(step, begun);
  });
}

function leftOf(step: PreparedStep, begun: HalfRun): PreparedStep {
  const { done, checksums, walk } = begun;
  const items = runOrder(step);
  const chain = checksumChain(items);
  const numbers = [...checksums.keys()].sort((a, b) => a - b);
  const changed = numbers.findIndex((number) => chain[number - 1] !== checksums.get(number));
  if (changed >= 0) throw halfRunChanged(begun, items[numbers[changed - 1] ?? 0]);
  if (walk !== undefined && chain[done] !== walk.checksum) throw halfRunChanged(begun, items[done]);
  return {
    ...step,
    items: items.slice(done),
    resumed: {
      done,
      checksum: chain[done - 1] ?? "",
      ...(walk === undefined ? {} : { walk: walk.position }),
    },
  };
}
