import { foundName, nameOf, type QualifiedName, type Routine, routineKey, routineType } from "@limbeck/model";

import { defined } from "./defined.ts";
import { type FunctionRecipe, type MadeFunction } from "./function.ts";
import { pick } from "./pick.ts";

/** What makes an aggregate of a function: a step over its type, if there is one before it, else one that counts. */
export function aggregateOf(
  { body, source }: FunctionRecipe,
  ofType: readonly MadeFunction[],
): Pick<Routine, "aggregate" | "parallel"> {
  const of = (use: FunctionRecipe["use"]): readonly MadeFunction[] =>
    ofType.filter(({ recipe }) => recipe.use === use);
  const step = pick(source, of("step"), ({ routine }) => routineKey(routine))?.routine;
  const last = pick(body, of("test"), ({ routine }) => routineKey(routine))?.routine;
  const state = step?.arguments[0]?.type;
  const aggregate =
    step === undefined || state === undefined
      ? { sfunc: { name: "int8inc_any" }, stype: routineType("bigint"), initcond: String(body % 3) }
      : defined({
          sfunc: named(step),
          stype: state,
          sspace: body % 5 === 0 ? 16 : undefined,
          finalfunc: last === undefined ? undefined : named(last),
          combinefunc: body % 3 === 0 ? named(step) : undefined,
        });
  return { aggregate, ...(body % 2 === 0 ? { parallel: "safe" } : {}) };
}

/** As models name their own functions, some of which are called like the server's. */
function named(routine: Routine): QualifiedName {
  return foundName("routine", nameOf(routine));
}
