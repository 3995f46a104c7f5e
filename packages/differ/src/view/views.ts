import { nameKey, type QualifiedName, type Schema, type Table, type View } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { type Anew } from "../partition/between.ts";
import { changedComposites } from "../type/composites.ts";
import { madeAnewBack } from "./enumViews.ts";
import { type Fate, fateOperations } from "./fate.ts";
import { exchangedSequences } from "../sequence/exchangedSequences.ts";
import { type Fields, same } from "../fields.ts";
import { groupsOver, rekeyedTables } from "./groupedRows.ts";
import { callsAny, mentions } from "../mentions.ts";
import { type TablePlan } from "../plan.ts";
import { remadeTypes } from "../type/remadeTypes.ts";
import { namesOfType, standingOn } from "../type/standing.ts";
import { heldViews } from "./viewHolders.ts";
import { blockedColumns, type TypesUnderViews } from "./viewBlocks.ts";
import { readsAny, usedRelations, withUses } from "./viewUses.ts";

const VIEW = {
  schema: "identity",
  name: "identity",
  materialized: "compared",
  columnNames: "compared",
  query: "compared",
  options: "compared",
  method: "compared",
  tablespace: "compared",
  withNoData: "ignored",
  indexes: "separate",
  comment: "separate",
  columnComments: "compared",
  columns: "ignored",
  uses: "ignored",
} as const satisfies Fields<View>;

export const viewFields: Fields<View> = VIEW;

/**
 * The operations of all views. PostgreSQL neither drops nor retypes what a view reads, so views in the way of such a change go
 * before it and come after it, and so do those that read them.
 */
export function diffViews(before: Schema, after: Schema, under: UnderViews): ViewDiff {
  const isHeld = heldViews(before, after);
  const first = settleDependents(fatesOf(before, after, under, isHeld));
  const fates = settleDependents(withoutHeldBack(first, under.enums, after.tables, isHeld));
  return {
    operations: fates.flatMap((fate) => fateOperations(fate, under.awayFromAll)),
    staying: stayingOf(fates),
  };
}

function stayingOf(fates: readonly Fate[]): readonly View[] {
  return fates.flatMap((fate) => (fate.kind === "remade" ? [] : [fate.before]));
}

/** What the way back of an added value makes anew goes and comes on the way there too, where something stands on it that has to do the same. */
function withoutHeldBack(
  fates: readonly Fate[],
  enums: readonly Operation[],
  tables: readonly Table[],
  isHeld: (view: View) => boolean,
): readonly Fate[] {
  const anew = madeAnewBack(enums, { views: stayingOf(fates), tables });
  return fates.map((fate): Fate => {
    if (fate.kind === "remade" || !anew.has(keyOf(fate)) || !isHeld(fate.after)) return fate;
    return { kind: "remade", before: fate.before, after: fate.after };
  });
}

/** What changes under views that stay. */
export interface UnderViews {
  readonly plans: readonly TablePlan[];
  /** The operations of enum types. */
  readonly enums: readonly Operation[];
  /** The names of functions that are made anew, and of types that others take. */
  readonly away: ReadonlySet<string>;
  /** These, and the names of types that are made anew. */
  readonly awayFromAll: ReadonlySet<string>;
  readonly anew: readonly Anew[];
}

export interface ViewDiff {
  readonly operations: readonly Operation[];
  /** Those that are not dropped on the way there, as they were. */
  readonly staying: readonly View[];
}

function fatesOf(
  before: Schema,
  after: Schema,
  under: UnderViews,
  isHeld: (view: View) => boolean,
): readonly Fate[] {
  const [old, now] = [withUses(before), withUses(after)];
  const isInTheWay = inTheWay(before, after, under);
  const was = new Map(old.map((view) => [nameKey(view), view]));
  const names = new Set(now.map(nameKey));
  return [
    ...now.map((view): Fate => {
      const from = was.get(nameKey(view));
      if (from === undefined) return { kind: "remade", after: view };
      return isInTheWay(from) || isInTheWay(view)
        ? { kind: "remade", before: from, after: view }
        : compared(from, view, isHeld);
    }),
    ...old
      .filter((view) => !names.has(nameKey(view)))
      .map((view): Fate => ({ kind: "remade", before: view })),
  ];
}

/** Whether a view reads what goes, or changes in a way that the server refuses under a view. */
function inTheWay(
  before: Schema,
  after: Schema,
  { plans, enums, away, anew }: UnderViews,
): (view: View) => boolean {
  const under = typesUnder(before, after, enums);
  const blocked = blockedColumns(plans, under);
  const types = [...remadeTypes(before, after), ...changedComposites(before, after).map(([type]) => type)];
  const remade = new Set(types.flatMap((type) => (under.onlyAdded.has(nameKey(type)) ? [] : [type.name])));
  const gone = new Set([...goneRelations(before, after), ...anew.map(({ table }) => nameKey(table))]);
  const rekeyed = rekeyedTables(plans);
  return (view) =>
    // Of what it reads it may read no column.
    usedRelations(view).some((relation) => gone.has(relation)) ||
    readsAny(view, blocked) ||
    groupsOver(view.query, rekeyed) ||
    mentions(view.query, remade) ||
    callsAny(view.query, away);
}

/** The keys of the tables that go, and of the sequences that give their names to others. */
function goneRelations(before: Schema, after: Schema): ReadonlySet<string> {
  const stay = new Set(after.tables.map(nameKey));
  const tables = before.tables.map(nameKey).filter((table) => !stay.has(table));
  return new Set([...tables, ...exchangedSequences(before, after).map(nameKey)]);
}

/** A type that only gets values is made anew on the way back, with those that stand on it. */
function typesUnder(before: Schema, after: Schema, enums: readonly Operation[]): TypesUnderViews {
  const added = enums.flatMap((op) => (op.kind === "addEnumValue" ? [op.name] : []));
  const composites = changedComposites(before, after).map(([, composite]) => composite);
  const keys = (names: readonly QualifiedName[]): ReadonlySet<string> =>
    new Set([...names, ...standingOn(names, before).flatMap(namesOfType)].map(nameKey));
  return { onlyAdded: keys(added), reshaped: keys(composites) };
}

/** A view to which columns are added is dropped on the way back, and nothing may stand on it then. */
function compared(before: View, after: View, isHeld: (view: View) => boolean): Fate {
  if (same(VIEW, before, after)) return { kind: "kept", before, after };
  const growth =
    before.materialized === true || after.materialized === true ? undefined : grows(before, after);
  return growth === undefined || (growth && isHeld(after))
    ? { kind: "remade", before, after }
    : { kind: "replaced", before, after, grows: growth };
}

/**
 * Whether columns are added; undefined where the view cannot be replaced, or nobody knows: CREATE OR REPLACE VIEW takes further columns at the end
 * and no other change of them.
 */
function grows(before: View, after: View): boolean | undefined {
  const [old, now] = [before.columns, after.columns];
  if (old === undefined || now === undefined) return undefined;
  const stay = old.every(({ name, type }, at) => now[at]?.name === name && now[at].type === type);
  return stay ? now.length > old.length : undefined;
}

/** What reads a view that goes has to go too; one that others read cannot shrink on the way back, so it is remade. */
function settleDependents(fates: readonly Fate[]): readonly Fate[] {
  let current = fates;
  for (;;) {
    const gone = new Set(current.flatMap((fate) => (goes(fate, current) ? [keyOf(fate)] : [])));
    const next = current.map((fate): Fate => {
      if (fate.kind === "remade") return fate;
      const falls = gone.has(keyOf(fate)) || readers(fate).some((key) => gone.has(key));
      return falls ? { kind: "remade", before: fate.before, after: fate.after } : fate;
    });
    if (next.every(({ kind }, at) => kind === current[at]?.kind)) return next;
    current = next;
  }
}

function goes(fate: Fate, all: readonly Fate[]): boolean {
  if (fate.kind === "remade") return fate.before !== undefined;
  if (fate.kind === "kept" || !fate.grows) return false;
  return all.some((other) => other.kind !== "remade" && readers(other).includes(keyOf(fate)));
}

function readers(fate: Fate): readonly string[] {
  return [fate.before, fate.after].flatMap((view) => (view === undefined ? [] : usedRelations(view)));
}

function keyOf({ before, after }: Fate): string {
  const view = after ?? before;
  return view === undefined ? "" : nameKey(view);
}
