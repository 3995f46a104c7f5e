import { nameKey, type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { boundFunctions } from "./boundFunctions.ts";
import { diffComposites } from "./composites.ts";
import { diffDomains } from "./domains.ts";
import { diffEnums, type TypeChange } from "./enums.ts";
import { planFunctions } from "./functions.ts";
import { holdDomains } from "./heldDomains.ts";
import { planTables } from "./plan.ts";
import { diffRanges } from "./ranges.ts";
import { remadeTypes } from "./remadeTypes.ts";
import { diffViews } from "./views.ts";

/**
 * What becomes of functions, tables, types and views, which stand in one another's way: functions that cannot stay because of the others
 * are made anew too, until none is left.
 */
export function settle(start: Schema, after: Schema, serverVersion: number) {
  const types = new Set(remadeTypes(start, after).map(nameKey));
  let bound: ReadonlySet<string> = new Set();
  for (;;) {
    const functions = planFunctions(start, after, { types, bound });
    const { before, operations: held } = holdDomains(start, after, functions.remade);
    const plans = planTables(before, after, serverVersion, functions.remade);
    const around = { before, after, plans, functions: functions.remade };
    const [enums, domains] = [diffEnums(around), diffDomains(around)];
    const views = diffViews(before, after, { ...around, enums: operationsOf(enums) });
    const found = boundFunctions(before, plans, views.operations);
    if ([...found].every((key) => bound.has(key))) {
      const [composites, ranges] = [diffComposites(around), diffRanges(around)];
      return { functions, held, plans, enums, domains, composites, ranges, views };
    }
    bound = new Set([...bound, ...found]);
  }
}

export function operationsOf(changes: readonly TypeChange[]): readonly Operation[] {
  return changes.flatMap(({ operations }) => operations);
}
