import {
  canonicalSpelling,
  type QualifiedName,
  type Routine,
  routineKey,
  routineType,
  type SqlText,
} from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";
import { comment, maybe, type Names, ownName, place, quotedName, rarely, seed } from "./name.ts";
import { byQualifiedName } from "./pick.ts";
import { type MadeType, type TypeRecipe, typeRecipe } from "./type.ts";

/** What a function is for: a test of a value, a value, what is in a table, what a trigger executes, a step of aggregates, such a one, or nothing else. */
export type Use = "test" | "value" | "count" | "trigger" | "step" | "aggregate" | "procedure";

export interface FunctionRecipe {
  readonly name: string;
  readonly place: number | undefined;
  readonly use: Use;
  /** Of what a test takes, and a value is. */
  readonly type: TypeRecipe;
  readonly language: "sql" | "standard" | "plpgsql";
  readonly body: number;
  /** The table that is counted, or the function that is called. */
  readonly source: number;
  readonly named: boolean;
  readonly fallback: boolean;
  readonly volatility: Routine["volatility"];
  readonly strict: boolean;
  readonly securityDefiner: boolean;
  readonly cost: number | undefined;
  readonly set: Routine["set"];
  readonly comment: string | undefined;
}

export const functionRecipe: fc.Arbitrary<FunctionRecipe> = fc.record({
  name: ownName,
  place,
  use: fc.oneof(
    { weight: 4, arbitrary: fc.constant("test" as const) },
    { weight: 3, arbitrary: fc.constantFrom("value" as const, "count" as const) },
    { weight: 2, arbitrary: fc.constant("trigger" as const) },
    { weight: 2, arbitrary: fc.constantFrom("step" as const, "aggregate" as const) },
    { weight: 1, arbitrary: fc.constant("procedure" as const) },
  ),
  type: typeRecipe,
  language: fc.constantFrom("sql" as const, "standard" as const, "plpgsql" as const),
  body: seed,
  source: seed,
  named: fc.boolean(),
  fallback: rarely,
  volatility: maybe(fc.constantFrom("immutable" as const, "stable" as const), 2),
  strict: rarely,
  securityDefiner: rarely,
  cost: maybe(fc.constantFrom(1, 1000)),
  set: maybe(fc.constantFrom({ work_mem: "4MB" }, { search_path: "public" })),
  comment,
});

/** A function whose body may wait until tables are there. */
export interface MadeFunction {
  readonly recipe: FunctionRecipe;
  readonly routine: Routine;
  readonly type: MadeType;
}

/** Whether its type has to be there already when domains are made. */
export function isEarly({ type: { ofEnum } }: FunctionRecipe): boolean {
  return ofEnum === undefined || [0, 6].includes(ofEnum % 8);
}

/** What it is called with and gives, without its body; undefined where another function stands in its way. */
export function declareFunction(
  recipe: FunctionRecipe,
  routineName: QualifiedName,
  type: MadeType,
  taken: Names,
): MadeFunction | undefined {
  const routine = signature(recipe, routineName, type);
  // A call without arguments has to mean one function only, and types bring functions of their names.
  const needs = routine.arguments.some(({ default: value }) => value === undefined);
  const free = recipe.use === "trigger" || needs ? [] : [callKey(routine)];
  const isFree = [{ name: routineKey(routine) }, ...free].every((key) => taken.claim(["routine"], key));
  return isFree ? { recipe, routine, type } : undefined;
}

function callKey(routine: QualifiedName): QualifiedName {
  return { name: `call ${byQualifiedName(routine)}` };
}

function signature(recipe: FunctionRecipe, routineName: QualifiedName, made: MadeType): Routine {
  const { use } = recipe;
  const list = Array.from({ length: ARGUMENTS[use] }, () => argument(recipe, made));
  // What it is made of waits for the functions before it.
  if (use === "aggregate") return defined({ ...routineName, arguments: list, comment: recipe.comment });
  const own = {
    ...routineName,
    arguments: list,
    language: use === "trigger" ? "plpgsql" : recipe.language === "plpgsql" ? "plpgsql" : "sql",
    securityDefiner: recipe.securityDefiner ? (true as const) : undefined,
    set: recipe.set,
    comment: recipe.comment,
  };
  if (use === "procedure") return defined({ ...own, procedure: true as const });
  return defined({
    ...own,
    returns: resultOf(use, made),
    volatility: volatilityOf(recipe, made),
    strict: recipe.strict ? (true as const) : undefined,
    cost: recipe.cost,
  });
}

const ARGUMENTS = {
  test: 1,
  value: 0,
  count: 0,
  trigger: 0,
  step: 2,
  aggregate: 1,
  procedure: 1,
} as const satisfies Record<Use, number>;

/**
 * What is computed with a test may be kept. The server computes a default at once where it does not change, and a domain may take no
 * NULL.
 */
function volatilityOf({ use, volatility }: FunctionRecipe, made: MadeType): Routine["volatility"] {
  if (use === "test") return "immutable";
  if (use === "count") return volatility === undefined ? undefined : "stable";
  return use === "trigger" || made.isEnum ? undefined : volatility;
}

const RESULTS = { test: "boolean", count: "bigint", trigger: "trigger" } as const;

function resultOf(use: Exclude<Use, "procedure" | "aggregate">, made: MadeType): SqlText {
  return use === "value" || use === "step"
    ? routineType(textOf(made))
    : { written: RESULTS[use], canonical: RESULTS[use] };
}

function argument({ named, fallback, use }: FunctionRecipe, made: MadeType): Routine["arguments"][number] {
  const type = routineType(textOf(made));
  return defined({
    name: named && use !== "step" ? "value" : undefined,
    type,
    // Of a NULL the planner forgets the length that it is cast to, and an argument has none.
    default: fallback && use === "procedure" ? { written: `NULL::${canonicalSpelling(type)}` } : undefined,
  });
}

export function textOf({ type }: MadeType): string {
  return type.written ?? type.canonical ?? "";
}

/** A text that is equal for types of which one function takes the values of all. */
export function typeKey({ written, canonical }: SqlText): string {
  return (canonical ?? written ?? "").replace(/\([^)]*\)/, "");
}

/** The functions over a type. */
export function like({ type }: MadeType, functions: readonly MadeFunction[]): readonly MadeFunction[] {
  return functions.filter((one) => typeKey(one.type.type) === typeKey(type));
}

/** The type with the functions that can be called on its values, or give some. */
export function withFunctions(made: MadeType, functions: readonly MadeFunction[]): MadeType {
  const ofType = like(made, functions);
  const callsOf = (use: Use): readonly string[] =>
    ofType.filter(({ recipe }) => recipe.use === use).map(({ routine }) => quotedName(routine));
  const counts = functions.filter(({ recipe }) => recipe.use === "count" && typeKey(made.type) === "bigint");
  const values = [...callsOf("value"), ...counts.map(({ routine }) => quotedName(routine))];
  return {
    ...made,
    tests: callsOf("test"),
    expressions: [...made.expressions, ...values.map((call) => `${call}()`)],
  };
}
