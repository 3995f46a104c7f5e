import { type Dialect } from "@limbeck/model";

import { type Answer, type Fields, isParts, PASSED } from "./answer.ts";
import { table, trigger, view } from "./rootFields.ts";

/** A field of the model that a dialect has not, and what becomes of a revision that says it there. */
export interface MissingField {
  /** Where it stands: `table.primaryKey.autoincrement`. */
  readonly field: string;
  readonly missingOn: Dialect;
  readonly is: "refused" | "passed";
}

/** All of them, in the order of the model. */
export function missingFields(): readonly MissingField[] {
  return listed({ table: { parts: table }, view: { parts: view }, trigger: { parts: trigger } });
}

function listed(fields: Fields, above = ""): readonly MissingField[] {
  return Object.entries(fields).flatMap(([name, answer]) => {
    const field = above + name;
    return isParts(answer) ? listed(answer.parts, `${field}.`) : missing(field, answer);
  });
}

function missing(field: string, answer: Answer<never>): readonly MissingField[] {
  return (["postgres", "sqlite"] as const).flatMap((missingOn) => {
    const is = answer[missingOn];
    return is === undefined ? [] : [{ field, missingOn, is: is === PASSED ? PASSED : "refused" }];
  });
}
