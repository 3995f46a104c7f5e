import { type Routine, routineKey, type Schema } from "@limbeck/model";
import { type Operation, type Ref, ref, typeRefs } from "@limbeck/operations";

import { mentions } from "./mentions.ts";
import { type TablePlan } from "./plan.ts";

/**
 * The keys of the functions that cannot stay while tables and views change: PostgreSQL knows what a body in standard SQL reads,
 * and which types a function takes and gives, of which each view is one.
 */
export function boundFunctions(
  { functions }: Schema,
  plans: readonly TablePlan[],
  views: readonly Operation[],
): ReadonlySet<string> {
  if (functions.length === 0) return new Set();
  const going = views.flatMap((op) =>
    op.kind === "dropView" || op.kind === "dropMaterializedView" ? [op.name] : [],
  );
  const types = new Set<Ref>(going.map(ref.type));
  const names = new Set(going.map(({ name }) => name));
  const moving = plans.map(movingColumns).filter(({ columns }) => columns.size > 0);
  const stands = (routine: Routine): boolean =>
    typesOf(routine).some((type) => types.has(type)) ||
    bodyMentions(routine, names) ||
    moving.some(({ table, columns }) => bodyMentions(routine, table) && bodyMentions(routine, columns));
  return new Set(functions.filter(stands).map(routineKey));
}

function movingColumns({ after, removed, retyped, remade, carried }: TablePlan) {
  const gone = removed.map(({ name }) => name);
  return { table: new Set([after.name]), columns: new Set([...gone, ...retyped, ...remade, ...carried]) };
}

function bodyMentions({ standardBody }: Routine, words: ReadonlySet<string>): boolean {
  return standardBody !== undefined && mentions(standardBody, words);
}

function typesOf({ arguments: list, returns }: Routine): readonly Ref[] {
  return typeRefs(...list.map(({ type }) => type), returns);
}
