import { type Routine, routineKey, type Schema, spelling, type SqlText } from "@limbeck/model";
import { type Operation, type Ref, ref, typeRefs } from "@limbeck/operations";

import { mentions } from "./mentions.ts";
import { type TablePlan } from "./plan.ts";

/**
 * The keys of the functions that cannot stay while tables and views change: PostgreSQL knows what a body in standard SQL reads,
 * and which types a function takes and gives, of which each view is one. And it looks into any body in SQL when that is put in the place of
 * another, so what both read has to be there at once.
 */
export function boundFunctions(
  before: Schema,
  after: Schema,
  plans: readonly TablePlan[],
  views: readonly Operation[],
): ReadonlySet<string> {
  if (before.functions.length === 0) return new Set();
  const going = views.flatMap((op) =>
    op.kind === "dropView" || op.kind === "dropMaterializedView" ? [op.name] : [],
  );
  const types = new Set<Ref>(going.map(ref.type));
  const names = new Set(going.map(({ name }) => name));
  const moving = plans.map(movingColumns);
  const now = new Map(after.functions.map((routine) => [routineKey(routine), routine]));
  const stands = (routine: Routine): boolean =>
    typesOf(routine).some((type) => types.has(type)) ||
    bodyMentions(routine, names) ||
    moving.some(({ table, changed }) => bodyMentions(routine, table) && bodyMentions(routine, changed));
  const isBound = (routine: Routine): boolean => {
    const to = now.get(routineKey(routine));
    if (to === undefined) return stands(routine);
    return stands(routine) || stands(to) || isBetween(routine, to, { moving, views: names });
  };
  return new Set(before.functions.filter(isBound).map(routineKey));
}

interface Moving {
  readonly moving: readonly ReturnType<typeof movingColumns>[];
  readonly views: ReadonlySet<string>;
}

/** Whether a body that another one replaces reads what goes before that comes which the other one reads. */
function isBetween(from: Routine, to: Routine, { moving, views }: Moving): boolean {
  const [was, is] = [sqlBody(from), sqlBody(to)];
  if (was === undefined || is === undefined || spelling(was) === spelling(is)) return false;
  const reads = (body: SqlText, table: ReadonlySet<string>, columns: ReadonlySet<string>): boolean =>
    mentions(body, table) && mentions(body, columns);
  return (
    mentions(is, views) ||
    moving.some(
      ({ table, gone, come, changed, new: made }) =>
        (reads(was, table, changed) && reads(is, table, come)) ||
        (reads(was, table, gone) && reads(is, table, made)),
    )
  );
}

function sqlBody({ language, body, standardBody }: Routine): SqlText | undefined {
  return language === "sql" && body !== undefined ? { written: body } : standardBody;
}

function movingColumns({ after, removed, added, retyped, remade, carried }: TablePlan) {
  const gone = new Set([...removed.map(({ name }) => name), ...remade]);
  const come = new Set([...added.map(({ name }) => name), ...remade]);
  const reshaped = [...retyped, ...carried];
  return {
    table: new Set([after.name]),
    gone,
    come,
    /** As they were, and as they will be. */
    changed: new Set([...gone, ...reshaped]),
    new: new Set([...come, ...reshaped]),
  };
}

function bodyMentions({ standardBody }: Routine, words: ReadonlySet<string>): boolean {
  return standardBody !== undefined && mentions(standardBody, words);
}

function typesOf({ arguments: list, returns }: Routine): readonly Ref[] {
  return typeRefs(...list.map(({ type }) => type), returns);
}
