import { nameKey, nameOf, type Routine, routineKey, type Schema } from "@limbeck/model";
import { type Operation, type Ref, ref, touches } from "@limbeck/operations";

import { groupBy } from "../groups.ts";

/**
 * The operations with functions that call one another made all the same: PostgreSQL looks into a body in SQL when the function is made
 * (`check_function_bodies`), so one that is called before it comes stands there with an empty body first. The other way round where they go,
 * for the way back. `before` and `after` tell which functions of the name stay, one of which may be meant.
 */
export function withCirclesMade(
  operations: readonly Operation[],
  before: Schema,
  after: Schema,
): readonly Operation[] {
  const stays = staying(operations, before, after);
  const made = standIns(operations, "createFunction", stays);
  return standIns(made.toReversed(), "dropFunction", stays).toReversed();
}

type Kind = "createFunction" | "dropFunction";

/** The keys of the names of functions that neither come nor go. */
function staying(operations: readonly Operation[], before: Schema, after: Schema): ReadonlySet<string> {
  const moving = new Set(
    operations.flatMap((op) =>
      [routineOf(op, "createFunction"), routineOf(op, "dropFunction")].flatMap(keyOf),
    ),
  );
  const all = [...before.functions, ...after.functions];
  return new Set(all.filter((routine) => !moving.has(routineKey(routine))).map(nameKey));
}

function keyOf(routine: Routine | undefined): readonly string[] {
  return routine === undefined ? [] : [routineKey(routine)];
}

function routineOf(op: Operation, kind: Kind): Routine | undefined {
  if (op.kind === "createFunction" && op.kind === kind) return op.function;
  return op.kind === "dropFunction" && op.kind === kind ? op.function : undefined;
}

function standIns(
  operations: readonly Operation[],
  kind: Kind,
  stays: ReadonlySet<string>,
): readonly Operation[] {
  const called = groupBy(callable(operations, kind, stays), ({ call }) => call);
  const known = new Set<string>();
  return operations.flatMap((op, at) => {
    const routine = routineOf(op, kind);
    if (routine === undefined) return [op];
    const early = needsOf(routine)
      .flatMap((need) => called.get(need) ?? [])
      .filter((other) => other.at > at && !known.has(other.key))
      .toSorted((a, b) => a.at - b.at);
    early.forEach(({ key }) => known.add(key));
    return [...early.map((other) => empty(other.op)), known.has(routineKey(routine)) ? filled(op) : op];
  });
}

/** A function that another one may call, which has to stand there already if it does. */
interface Callable {
  readonly op: Operation;
  readonly at: number;
  readonly key: string;
  readonly call: Ref;
}

function callable(
  operations: readonly Operation[],
  kind: Kind,
  stays: ReadonlySet<string>,
): readonly Callable[] {
  return operations.flatMap((op, at) => {
    const routine = routineOf(op, kind);
    if (routine === undefined || routine.aggregate !== undefined || stays.has(nameKey(routine))) return [];
    return [{ op, at, key: routineKey(routine), call: ref.call(routine) }];
  });
}

function needsOf(routine: Routine): readonly Ref[] {
  return touches({ kind: "createFunction", function: routine }).needs;
}

/** Of any result: what a body in PL/pgSQL returns is looked at when it runs. */
function standIn({ standardBody: _, ...routine }: Routine): Routine {
  return { ...routine, language: "plpgsql", body: "BEGIN END" };
}

function empty(op: Operation): Operation {
  if (op.kind === "createFunction") return { ...op, function: standIn(op.function) };
  if (op.kind === "dropFunction" && op.function !== undefined)
    return { ...op, function: standIn(op.function) };
  return op;
}

function filled(op: Operation): Operation {
  if (op.kind === "createFunction") return replaced(standIn(op.function), op.function);
  if (op.kind === "dropFunction" && op.function !== undefined)
    return replaced(op.function, standIn(op.function));
  return op;
}

function replaced(from: Routine, to: Routine): Operation {
  return { kind: "replaceFunction", name: nameOf(to), change: { from, to } };
}
