import { nameKey, nameOf, type Routine, routineKey, type Schema } from "@limbeck/model";
import { type Operation, ref, touches } from "@limbeck/operations";

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
  const known = new Set<string>();
  return operations.flatMap((op, at) => {
    const routine = routineOf(op, kind);
    if (routine === undefined) return [op];
    const early = operations
      .slice(at + 1)
      .filter((other) => isCalled(routineOf(other, kind), routine, stays) && !known.has(keyIn(other, kind)));
    early.forEach((other) => known.add(keyIn(other, kind)));
    return [...early.map((other) => empty(other)), known.has(keyIn(op, kind)) ? filled(op) : op];
  });
}

function keyIn(op: Operation, kind: Kind): string {
  const routine = routineOf(op, kind);
  return routine === undefined ? "" : routineKey(routine);
}

function isCalled(routine: Routine | undefined, by: Routine, stays: ReadonlySet<string>): boolean {
  if (routine === undefined || routine.aggregate !== undefined || stays.has(nameKey(routine))) return false;
  return touches({ kind: "createFunction", function: by }).needs.includes(ref.call(routine));
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
