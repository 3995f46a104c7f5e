import { type Routine, routineKey, sameName, type Schema } from "@limbeck/model";
import { applyAll, OPAQUE, type Operation } from "@limbeck/operations";

import { type DropAnyView } from "./together.ts";

/**
 * The words in which things come again on the way back where extensions move: views, which go first and come last, and functions whose body is a text,
 * in which nothing follows, come when all stands where it stood.
 */
export interface AsAtStart {
  readonly view: (op: DropAnyView) => DropAnyView;
  readonly change: (op: Operation) => Operation;
}

const SAME: AsAtStart = { view: (op) => op, change: (op) => op };

/** How operations name what extensions bring along, by the renames before them. */
export function asAtStart(renames: readonly Operation[], start: Schema): AsAtStart {
  const moves = renames.filter(({ kind }) => kind === "alterExtension");
  if (moves.length === 0) return SAME;
  const former = formerRoutines(start, moves);
  return {
    view: (op) => {
      const view = start.views.find((one) => sameName(one, op.name));
      return view === undefined ? op : { ...op, view };
    },
    change: (op) => {
      if (op.kind === "replaceFunction" && op.change.from !== undefined)
        return { ...op, change: { ...op.change, from: former(op.change.from) } };
      if (op.kind === "dropFunction" && op.function !== undefined)
        return { ...op, function: former(op.function) };
      return op;
    },
  };
}

function formerRoutines(
  { functions, ...start }: Schema,
  moves: readonly Operation[],
): (now: Routine) => Routine {
  const moved = applyAll({ ...start, functions }, moves);
  const after = moved === OPAQUE ? functions : moved.functions;
  const old = new Map(after.flatMap((routine, at) => [[routineKey(routine), functions[at] ?? routine]]));
  return (now) => (now.standardBody === undefined ? (old.get(routineKey(now)) ?? now) : now);
}
