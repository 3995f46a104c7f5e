import { describe } from "@limbeck/operations";
import { type WalkItem } from "../steps/preparedStep.ts";
import { type WalkPosition } from "./walker.ts";

/** How much of a walk is done, in words. */
export function walkedWords({ operation }: Pick<WalkItem, "operation">, { rows }: WalkPosition): string {
  return `${describe(operation)}, ${rows} rows`;
}
