import { type Dialect, nameKey, nameOf, type QualifiedName, sameName, type Schema } from "@limbeck/model";
import { movedTo, type Operation } from "@limbeck/operations";

import { asAtStart } from "./asAtStart.ts";
import { type GoesFirst, goingFirst } from "./goingFirst.ts";
import { withRenamesOnSqlite } from "../sqlite/together.ts";

export type DropAnyView = Extract<Operation, { readonly kind: "dropView" | "dropMaterializedView" }>;
type DropTrigger = Extract<GoesFirst, { readonly kind: "dropTrigger" }>;
type CreateAnyView = Extract<Operation, { readonly kind: "createView" | "createMaterializedView" }>;

/** Renames with what else changes behind them. `start` is what there is before both. */
export function withRenames(
  renames: readonly Operation[],
  changes: readonly Operation[],
  start: Schema,
): readonly Operation[] {
  return renames.length === 0 ? changes : WITH_RENAMES[start.dialect](renames, changes, start);
}

const WITH_RENAMES = { postgres: withRenamesOnPostgres, sqlite: withRenamesOnSqlite } satisfies Record<
  Dialect,
  typeof withRenames
>;

/**
 * Views go before the renames, and before those what stands on them: on the way back they come again when everything has its old
 * name, which is the one in their text. A view that would only be renamed to go then is not renamed at all.
 */
function withRenamesOnPostgres(
  renames: readonly Operation[],
  changes: readonly Operation[],
  start: Schema,
): readonly Operation[] {
  const going = goingFirst(changes, renames, start);
  const gone = [...going.values()].filter(dropsView);
  const vain = renamedViews(renames).filter(({ last }) => gone.some(({ name }) => sameName(name, last)));
  const words = asAtStart(renames, start);
  const first = (op: GoesFirst): GoesFirst => {
    if (op.kind === "dropTrigger") return asAtFirst(op, vain, start);
    return dropsView(op) ? words.view(underFirstName(op, vain)) : op;
  };
  const pointless = new Set(vain.flatMap(({ operations }) => operations));
  return [
    ...[...going.values()].map(first),
    ...renames.filter((op) => !pointless.has(op)),
    ...changes
      .filter((op) => !going.has(op))
      .map((op) => (createsAny(op, vain) ? withoutRights(op) : words.change(op))),
  ];
}

export function dropsView(op: Operation): op is DropAnyView {
  return op.kind === "dropView" || op.kind === "dropMaterializedView";
}

/** A view that takes another name, in one step or two. */
interface RenamedView {
  readonly first: QualifiedName;
  readonly last: QualifiedName;
  readonly operations: readonly Operation[];
}

function renamedViews(renames: readonly Operation[]): readonly RenamedView[] {
  const found = new Map<string, RenamedView>();
  for (const op of renames) {
    const step = stepOf(op);
    if (step === undefined) continue;
    const before = found.get(nameKey(step.from));
    found.delete(nameKey(step.from));
    found.set(nameKey(step.to), {
      first: before?.first ?? step.from,
      last: step.to,
      operations: [...(before?.operations ?? []), op],
    });
  }
  return [...found.values()];
}

function stepOf(op: Operation): { readonly from: QualifiedName; readonly to: QualifiedName } | undefined {
  if (op.kind === "renameView" || op.kind === "renameMaterializedView")
    return { from: op.name, to: { ...nameOf(op.name), name: op.to } };
  if (op.kind === "setViewSchema" || op.kind === "setMaterializedViewSchema")
    return { from: op.name, to: movedTo(op.name, op.to) };
  return undefined;
}

/** Rights are kept under a name, which is another one afterwards. */
function withoutRights<T extends DropAnyView | CreateAnyView>({ keepRights: _, ...op }: T) {
  return op;
}

function underFirstName(op: DropAnyView, renamed: readonly RenamedView[]): DropAnyView {
  const name = renamed.find(({ last }) => sameName(last, op.name))?.first;
  if (name === undefined) return op;
  const { view, ...rest } = withoutRights(op);
  if (view === undefined) return { ...rest, name };
  const { schema: _, ...definition } = view;
  return { ...rest, name, view: { ...definition, ...name } };
}

/** The trigger as it stood: it comes again when the view does. */
function asAtFirst(op: DropTrigger, renamed: readonly RenamedView[], start: Schema): DropTrigger {
  const table = renamed.find(({ last }) => sameName(last, op.table))?.first ?? op.table;
  const trigger = start.triggers.find((one) => one.name === op.name && sameName(one.table, table));
  return { ...op, table, ...(trigger === undefined ? {} : { trigger }) };
}

function createsAny(op: Operation, renamed: readonly RenamedView[]): op is CreateAnyView {
  if (op.kind !== "createView" && op.kind !== "createMaterializedView") return false;
  return renamed.some(({ last }) => sameName(last, op.view));
}
