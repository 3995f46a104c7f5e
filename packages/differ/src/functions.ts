import {
  canonicalSpelling,
  inputTypes,
  nameKey,
  nameOf,
  type Routine,
  type RoutineArgument,
  routineKey,
  type Schema,
} from "@limbeck/model";
import { namedType, type Operation } from "@limbeck/operations";

import { type Fields, same, sameValue } from "./fields.ts";

const FUNCTION = {
  schema: "identity",
  name: "identity",
  procedure: "compared",
  arguments: "compared",
  returns: "compared",
  setof: "compared",
  language: "compared",
  body: "compared",
  standardBody: "compared",
  volatility: "compared",
  strict: "compared",
  securityDefiner: "compared",
  leakproof: "compared",
  parallel: "compared",
  cost: "compared",
  rows: "compared",
  set: "compared",
} as const satisfies Fields<Routine>;

/** How the functions of two schemas differ. */
export interface FunctionPlan {
  readonly operations: readonly Operation[];
  /** The names of those that are dropped and made again, on the way there or back: what stands on them has to make way. */
  readonly remade: ReadonlySet<string>;
}

/** `remadeTypes` holds the keys of the types that are made anew; a function that names one cannot stay meanwhile. */
export function planFunctions(before: Schema, after: Schema, remadeTypes: ReadonlySet<string>): FunctionPlan {
  const old = new Map(before.functions.map((routine) => [routineKey(routine), routine]));
  const names = new Set(after.functions.map(routineKey));
  const remade = new Set<string>();
  const kept = after.functions.flatMap((routine): readonly Operation[] => {
    const was = old.get(routineKey(routine));
    if (was === undefined) return [{ kind: "createFunction", function: routine }];
    const stands = !namesOneOf(was, remadeTypes) && !namesOneOf(routine, remadeTypes);
    if (stands && same(FUNCTION, was, routine)) return [];
    if (stands && isReplaceable(was, routine)) return [replaced(was, routine)];
    remade.add(routine.name);
    return [dropped(was), { kind: "createFunction", function: routine }];
  });
  const gone = before.functions.filter((routine) => !names.has(routineKey(routine))).map(dropped);
  return { operations: [...kept, ...gone], remade };
}

function replaced(from: Routine, to: Routine): Operation {
  return { kind: "replaceFunction", name: nameOf(to), change: { from, to } };
}

function dropped(routine: Routine): Operation {
  return { kind: "dropFunction", name: nameOf(routine), types: inputTypes(routine), function: routine };
}

/**
 * Whether CREATE OR REPLACE goes both ways: it changes neither the kind of a routine nor its result, renames no argument, and takes no
 * default away (PostgreSQL manual, CREATE FUNCTION; ProcedureCreate in pg_proc.c).
 */
function isReplaceable(a: Routine, b: Routine): boolean {
  return (
    a.procedure === b.procedure &&
    a.setof === b.setof &&
    sameValue(a.returns, b.returns) &&
    sameValue(a.arguments.map(kept), b.arguments.map(kept))
  );
}

const kept = ({ default: value, ...argument }: RoutineArgument) => ({
  ...argument,
  defaulted: value !== undefined,
});

function namesOneOf({ arguments: list, returns }: Routine, types: ReadonlySet<string>): boolean {
  const texts = [...list.map(({ type }) => type), ...(returns === undefined ? [] : [returns])];
  return texts.some((text) => {
    const name = namedType({ written: canonicalSpelling(text).replace(/(?:\[\])+$/, "") });
    return name !== undefined && types.has(nameKey(name));
  });
}
