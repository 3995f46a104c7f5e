import {
  nameKey,
  type QualifiedName,
  type Routine,
  routineKey,
  sameValue,
  type Schema,
  type SqlText,
  type View,
} from "@limbeck/model";
import { type Operation, type Ref, ref, sequenceRefs, textRefs, touches } from "@limbeck/operations";

import {
  type PoliciesByRef,
  rewordedPolicies,
  withConditions,
  withoutConditions,
} from "./rewordedPolicies.ts";
import { relationsOf } from "./taken.ts";

/** What reads something that was renamed, as it is called afterwards. */
export interface Reworded {
  readonly views: readonly View[];
  /** Those with a body that the server has parsed. */
  readonly functions: readonly Routine[];
  readonly policies: PoliciesByRef;
}

const NOTHING: Reworded = { views: [], functions: [], policies: new Map() };

/** What the renames between two schemas leave in other words. */
export function rewordedBy(renames: readonly Operation[], before: Schema, after: Schema): Reworded {
  const gone = goneSequences(before, after).map(ref.relation);
  const changed = new Set([...renames.flatMap((op) => [...touches(op).breaks, ...saidBy(op)]), ...gone]);
  if (changed.size === 0) return NOTHING;
  return {
    // A rename leaves each where it stands in the list.
    views: after.views.filter((view, at) => readsAny(before.views[at] ?? view, changed)),
    functions: before.functions.flatMap((routine, at) => {
      const now = after.functions[at];
      return now !== undefined && isReworded(routine, now, changed) ? [now] : [];
    }),
    policies: rewordedPolicies(before, after),
  };
}

/** The sequences that have another name by now, those too that went along with their table. */
function goneSequences(before: Schema, after: Schema): readonly QualifiedName[] {
  const all = ({ tables, sequences }: Schema): readonly QualifiedName[] => [
    ...sequences,
    ...tables.flatMap((table) => relationsOf(table, [])),
  ];
  const now = new Set(all(after).map(nameKey));
  return all(before).filter((one) => !now.has(nameKey(one)));
}

/** Whatever says a value casts to its type. */
function saidBy(op: Operation): readonly Ref[] {
  if (op.kind === "renameEnumValue") return [ref.type(op.name)];
  return op.kind === "renameAttribute" ? [ref.attribute(op.name)] : [];
}

/** A view that the server said nothing of may read anything. */
function readsAny({ uses, query }: View, changed: ReadonlySet<Ref>): boolean {
  return (
    uses === undefined ||
    namedBy(query).some((one) => changed.has(one)) ||
    uses.some(
      (use) =>
        changed.has(ref.relation(use)) || use.columns.some((column) => changed.has(ref.column(use, column))),
    )
  );
}

/** What a query names beside the tables and views that it reads. */
function namedBy(query: SqlText): readonly Ref[] {
  return [...textRefs(query), ...sequenceRefs(query)];
}

function isReworded(was: Routine, now: Routine, changed: ReadonlySet<Ref>): boolean {
  if (was.standardBody === undefined) return false;
  if (!sameValue(was.arguments, now.arguments) || !sameValue(was.returns, now.returns)) return true;
  return touches({ kind: "createFunction", function: was }).needs.some((need) => changed.has(need));
}

/**
 * A schema without what nobody can put into the words that the server will have for it, which counts as changed: views, bodies of
 * functions, and conditions of policies.
 */
export function withoutReworded(schema: Schema, { views, functions, policies }: Reworded): Schema {
  if (views.length === 0 && functions.length === 0 && policies.size === 0) return schema;
  const [away, bare] = [new Set(views.map(nameKey)), new Set(functions.map(routineKey))];
  return {
    ...withoutConditions(schema, policies),
    views: schema.views.filter((view) => !away.has(nameKey(view))),
    functions: schema.functions.map((routine) =>
      bare.has(routineKey(routine)) ? withoutBody(routine) : routine,
    ),
  };
}

function withoutBody({ standardBody: _, ...routine }: Routine): Routine {
  return routine;
}

/** A schema with that again as it stands in another one. */
export function withReworded(bare: Schema, whole: Schema, { views, functions, policies }: Reworded): Schema {
  const away = new Set(views.map(nameKey));
  const bodies = new Map(functions.map((routine) => [routineKey(routine), routine.standardBody]));
  return {
    ...withConditions(bare, policies),
    views: [...bare.views, ...whole.views.filter((view) => away.has(nameKey(view)))],
    functions: bare.functions.map((routine) => {
      const standardBody = bodies.get(routineKey(routine));
      return standardBody === undefined ? routine : { ...routine, standardBody };
    }),
  };
}

/** A target in which those views are made anew: the query that one had can only come again when all is called as it was. */
export function withViewsAnew(target: Schema, { views }: Reworded): Schema {
  if (views.length === 0) return target;
  const anew = new Set(views.map(nameKey));
  return {
    ...target,
    views: target.views.map((view) => (anew.has(nameKey(view)) ? withoutColumns(view) : view)),
  };
}

/** What nobody knows the columns of is not replaced where it stands. */
function withoutColumns({ columns: _, ...view }: View): View {
  return view;
}
