import { type Check, truncateName } from "@limbeck/model";
import { type ModelTable } from "./modelTable.ts";
import { type Reading } from "./reading.ts";

export function readChecks({ extra }: ModelTable, { render }: Reading): readonly Check[] {
  return extra.checks.map(({ built, ...comment }) => ({
    name: truncateName(built.name),
    expression: { written: render(built.value) },
    ...comment,
  }));
}
