import { type Check, truncateName } from "@limbeck/model";
import { said } from "./constraint.ts";
import { type ModelTable } from "./modelTable.ts";
import { type Reading } from "./reading.ts";

export function readChecks({ extra }: ModelTable, reading: Reading): readonly Check[] {
  return extra.checks.map(({ built, options, ...comment }) => ({
    name: truncateName(built.name),
    expression: { written: reading.render(built.value) },
    ...said(options, ["noInherit", "notValid", "notEnforced"], reading),
    ...comment,
  }));
}
