import { type Warning } from "@limbeck/metadata";

import { type Report } from "./event.ts";

/** Tells what of the models is left out. */
export function reportWarnings(warnings: readonly Warning[], report: Report | undefined): void {
  for (const { code, message, hint } of warnings) report?.({ kind: "warning", code, text: message, hint });
}
