import { inputTypes, nameOf, routineKey, sameName, type Schema } from "@limbeck/model";
import { type Operation, type OperationKind, ref, touches, type Touches } from "@limbeck/operations";

import { dropsView } from "./together.ts";

/**
 * The views that go, with what has to go before them, as far as all of that can be done while everything has its old name: each as it is said
 * then, by what it is among the changes.
 */
export function goingFirst(
  changes: readonly Operation[],
  renames: readonly Operation[],
  start: Schema,
): ReadonlyMap<Operation, GoesFirst> {
  const known = remembered();
  const given = new Set(renames.flatMap((op) => known(op).makes));
  const isSame: Same = (table) => !given.has(ref.relation(table));
  const first = new Map<Operation, GoesFirst>();
  changes.forEach((op, at) => {
    if (!dropsView(op)) return;
    const all = [...before(op, changes.slice(0, at), known), op];
    const said = all.map((one) => [one, atStart(one, start, isSame)] as const);
    if (said.every((one): one is [Operation, GoesFirst] => one[1] !== undefined))
      for (const [one, then] of said) first.set(one, then);
  });
  return first;
}

/** Whether a table had the name of today at the start. */
type Same = (table: Parameters<typeof ref.relation>[0]) => boolean;

/** What may go first, as it stood at the start; undefined where that has another name by now. */
const AT_START = {
  // Views and their triggers find their old names elsewhere.
  dropView: (op) => op,
  dropMaterializedView: (op) => op,
  dropTrigger: (op) => op,
  dropFunction: (op, { functions }) => {
    const key = routineKey({
      ...nameOf(op.name),
      language: "",
      arguments: op.types.map((type) => ({ type })),
    });
    const routine = functions.find((one) => routineKey(one) === key);
    return routine && { ...op, types: inputTypes(routine), function: routine };
  },
  dropPolicy: (op, { tables }, isSame) => {
    const table = tables.find((one) => isSame(one) && sameName(one, op.table));
    const definition = table?.policies.find(({ name }) => name === op.name);
    return definition && { ...op, definition };
  },
  dropCheck: (op, { tables }, isSame) => {
    const table = tables.find((one) => isSame(one) && sameName(one, op.table));
    const definition = table?.checks.find(({ name }) => name === op.name);
    return definition && { ...op, definition };
  },
} satisfies {
  readonly [K in OperationKind]?: (op: Of<K>, start: Schema, isSame: Same) => Of<K> | undefined;
};

type Of<K extends OperationKind> = Extract<Operation, { readonly kind: K }>;
export type GoesFirst = Of<keyof typeof AT_START>;

function atStart(op: Operation, start: Schema, isSame: Same): GoesFirst | undefined {
  if (!goesFirst(op)) return undefined;
  // A row takes its own kind only, which the compiler cannot see through the union.
  return (AT_START[op.kind] as (op: GoesFirst, start: Schema, isSame: Same) => GoesFirst | undefined)(
    op,
    start,
    isSame,
  );
}

/** Whether an operation is of a kind that may go before the renames. */
export function goesFirst(op: Operation): op is GoesFirst {
  return Object.hasOwn(AT_START, op.kind);
}

/** What has to do with what an operation takes away, or with what that takes away in turn. */
function before(op: Operation, earlier: readonly Operation[], known: Known): readonly Operation[] {
  const gone = new Set(known(op).breaks);
  const found = [...earlier].reverse().filter((one) => {
    const { makes, breaks, needs, needsOld = [], leaves = [] } = known(one);
    const stands = [...makes, ...breaks, ...needs, ...needsOld, ...leaves].some((ref) => gone.has(ref));
    if (stands) for (const ref of breaks) gone.add(ref);
    return stands;
  });
  return found.reverse();
}

type Known = (op: Operation) => Touches;

function remembered(): Known {
  const said = new Map<Operation, Touches>();
  return (op) => {
    const all = said.get(op) ?? touches(op);
    said.set(op, all);
    return all;
  };
}
