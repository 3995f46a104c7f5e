import {
  canonicalSpelling,
  functionsOfAggregate,
  inputTypes,
  nameKey,
  nameOf,
  type QualifiedName,
  type Routine,
  type RoutineArgument,
  routineKey,
  sameValue,
  type Schema,
  type SqlText,
  stateTypes,
} from "@limbeck/model";
import {
  type CommentedObject,
  type DropFunction,
  namedType,
  type Operation,
  typeInput,
} from "@limbeck/operations";

import { objectComment } from "../comments.ts";
import { type Fields, same } from "../fields.ts";
import { callsAny, castsTo } from "../mentions.ts";

const FUNCTION = {
  schema: "identity",
  name: "identity",
  procedure: "compared",
  aggregate: "compared",
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
  comment: "separate",
} as const satisfies Fields<Routine>;

/** How the functions of two schemas differ. */
export interface FunctionPlan {
  readonly operations: readonly Operation[];
  /** The names of those that are dropped and made again, on the way there or back: what stands on them has to make way. */
  readonly remade: ReadonlySet<string>;
}

/** What changes under functions that stay. */
export interface UnderFunctions {
  /** The types that are made anew. */
  readonly types: readonly QualifiedName[];
  /** The keys of functions that something else does not let stay. */
  readonly bound: ReadonlySet<string>;
}

/** A function that names a type that is made anew, or that the server knows to call a function that is, cannot stay meanwhile. */
export function planFunctions(before: Schema, after: Schema, under: UnderFunctions): FunctionPlan {
  const old = new Map(before.functions.map((routine) => [routineKey(routine), routine]));
  const keys = new Set(after.functions.map(routineKey));
  const gone = before.functions.filter((routine) => !keys.has(routineKey(routine)));
  const fates = after.functions.map((routine) => fateOf(old.get(routineKey(routine)), routine, under));
  const names = new Set(after.functions.map(({ name }) => name));
  // One of several of a name, or one whose arguments changed: what calls it is bound to it.
  const overloads = gone.map(({ name }) => name).filter((name) => names.has(name));
  const { settled, remade } = settleCallers(fates, new Set(overloads));
  return { operations: [...settled.flatMap(operationsOf), ...gone.map(dropped)], remade };
}

/** What becomes of a function: it comes, stays, is replaced where it stands, or goes and comes. */
interface Fate {
  readonly kind: "new" | "kept" | "replaced" | "remade";
  readonly before: Routine | undefined;
  readonly after: Routine;
}

function fateOf(before: Routine | undefined, after: Routine, { types, bound }: UnderFunctions): Fate {
  if (before === undefined) return { kind: "new", before, after };
  const names = namesOneOf(types);
  const stands = !bound.has(routineKey(after)) && !names(before) && !names(after);
  if (stands && same(FUNCTION, before, after)) return { kind: "kept", before, after };
  return { kind: stands && isReplaceable(before, after) ? "replaced" : "remade", before, after };
}

/** Whoever calls a function that goes and comes, so that the server knows it, goes and comes too; `remade` are the names of all. */
function settleCallers(fates: readonly Fate[], overloads: ReadonlySet<string>) {
  let settled = fates;
  for (;;) {
    const names = settled.filter(({ kind }) => kind === "remade").map(({ after }) => after.name);
    const remade = new Set([...overloads, ...names]);
    const next = settled.map((fate): Fate => {
      const stays = fate.kind === "kept" || fate.kind === "replaced";
      const calls = [fate.before, fate.after].some(
        (side) => side !== undefined && isBoundTo(side, remade, fate.kind === "replaced"),
      );
      return stays && calls ? { ...fate, kind: "remade" } : fate;
    });
    if (next.every(({ kind }, at) => kind === settled[at]?.kind)) return { settled, remade };
    settled = next;
  }
}

/** A text that is only looked into when the function is made binds one that is made again, if only to change. */
function isBoundTo(routine: Routine, functions: ReadonlySet<string>, changes: boolean): boolean {
  const { language, body, aggregate } = routine;
  if (aggregate !== undefined) return functionsOfAggregate(aggregate).some(({ name }) => functions.has(name));
  const looked = changes && language === "sql" && body !== undefined ? [{ written: body }] : [];
  return [...textsOf(routine), ...looked].some((text) => callsAny(text, functions));
}

/** What the server has read of a function, and so holds on to what that names. */
function textsOf({ standardBody, arguments: list }: Routine) {
  return [standardBody, ...list.map(({ default: value }) => value)];
}

function operationsOf({ kind, before, after }: Fate): readonly Operation[] {
  const create = { kind: "createFunction", function: after } as const;
  if (before === undefined) return [create];
  if (kind === "replaced") return [replaced(before, after)];
  if (kind === "kept") return objectComment(targetOf(after), before, after);
  return kind === "remade"
    ? [
        { ...dropped(before), keepRights: true },
        { ...create, keepRights: true },
      ]
    : [];
}

function targetOf(routine: Routine): CommentedObject {
  return { routine: nameOf(routine), types: inputTypes(routine).map(typeInput) };
}

function replaced(from: Routine, to: Routine): Operation {
  return { kind: "replaceFunction", name: nameOf(to), change: { from, to } };
}

function dropped(routine: Routine): DropFunction {
  return { kind: "dropFunction", name: nameOf(routine), types: inputTypes(routine), function: routine };
}

/**
 * Whether CREATE OR REPLACE goes both ways: it changes neither the kind of a routine nor its result, renames no argument, and takes no
 * default away (PostgreSQL manual, CREATE FUNCTION; ProcedureCreate in pg_proc.c).
 */
function isReplaceable(a: Routine, b: Routine): boolean {
  return (
    a.procedure === b.procedure &&
    sameValue(resultOfAggregate(a), resultOfAggregate(b)) &&
    a.setof === b.setof &&
    sameValue(a.returns, b.returns) &&
    sameValue(a.arguments.map(kept), b.arguments.map(kept))
  );
}

/** What of an aggregate says what it gives, and which kind of aggregate it is: the rest may change where it stands (AggregateCreate). */
function resultOfAggregate({ aggregate }: Routine) {
  if (aggregate === undefined) return undefined;
  const { direct, hypothetical, stype, finalfunc, finalfuncExtra } = aggregate;
  return { direct, hypothetical, stype, finalfunc, finalfuncExtra };
}

const kept = ({ default: value, ...argument }: RoutineArgument) => ({
  ...argument,
  defaulted: value !== undefined,
});

function namesOneOf(types: readonly QualifiedName[]): (routine: Routine) => boolean {
  const [keys, words] = [new Set(types.map(nameKey)), new Set(types.map(({ name }) => name))];
  const isOne = (type: SqlText): boolean => {
    const name = namedType({ written: canonicalSpelling(type).replace(/(?:\[\])+$/, "") });
    return name !== undefined && keys.has(nameKey(name));
  };
  return (routine) =>
    [
      ...routine.arguments.map(({ type }) => type),
      ...(routine.returns === undefined ? [] : [routine.returns]),
      ...(routine.aggregate === undefined ? [] : stateTypes(routine.aggregate)),
    ].some(isOne) || textsOf(routine).some((text) => castsTo(text, words));
}
