import { type HistoryStep } from "./history.ts";
import { type RunOptions } from "../options.ts";
import { type PreparedStep } from "../steps/preparedStep.ts";

/** What the history keeps of a step that is prepared. */
export function historyStep(
  { step, message, checksum }: PreparedStep,
  { toolVersion, tag }: Pick<RunOptions, "toolVersion" | "tag">,
): HistoryStep {
  return {
    revision: step.revision,
    direction: step.direction,
    message,
    ...(checksum === undefined ? {} : { checksum }),
    ...(toolVersion === undefined ? {} : { toolVersion }),
    ...(tag === undefined ? {} : { tag }),
  };
}
