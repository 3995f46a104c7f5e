import { nameKey, partitionsOf, type Table, type View } from "@limbeck/model";
import { type AddEnumValue, type Operation } from "@limbeck/operations";

import { mentions } from "../mentions.ts";
import { namesOfType } from "../type/standing.ts";
import { readsAny, usedRelations } from "./viewUses.ts";

/**
 * The operations of enum types, with what the way back of an added value needs: it makes the type anew, and the views
 * that stay while the value comes stand in the way of that.
 */
export function withViewsBack(operations: readonly Operation[], standing: Standing): readonly Operation[] {
  return operations.map((op) => (op.kind === "addEnumValue" ? withViews(op, standing) : op));
}

/** What stands while values come: the views that stay, as they were, and all tables. */
export interface Standing {
  readonly views: readonly View[];
  readonly tables: readonly Table[];
}

function withViews(op: AddEnumValue, standing: Standing): AddEnumValue {
  if (op.back === undefined) return op;
  const views = inOrder(readersOf(op, op.back.uses.columns, standing));
  return views.length === 0 ? op : { ...op, back: { ...op.back, uses: { ...op.back.uses, views } } };
}

/** The keys of the views that the ways back of added values make anew. */
export function madeAnewBack(operations: readonly Operation[], standing: Standing): ReadonlySet<string> {
  const readers = operations.flatMap((op) =>
    op.kind === "addEnumValue" && op.back !== undefined ? readersOf(op, op.back.uses.columns, standing) : [],
  );
  return new Set(readers.map(nameKey));
}

type Columns = NonNullable<AddEnumValue["back"]>["uses"]["columns"];

/** The views that read the columns or name the type, and those that read these. */
function readersOf(
  { name, back }: AddEnumValue,
  columns: Columns,
  { views, tables }: Standing,
): readonly View[] {
  const sets = new Map<string, Set<string>>();
  for (const { table, column } of columns)
    for (const one of [table, ...partitionsOf(table, tables)])
      sets.set(nameKey(one), (sets.get(nameKey(one)) ?? new Set()).add(column));
  const type = new Set([name, ...(back?.uses.types ?? []).flatMap(namesOfType)].map((one) => one.name));
  const found = new Set(views.filter((view) => readsAny(view, sets) || mentions(view.query, type)));
  for (let size = -1; size !== found.size;) {
    size = found.size;
    const keys = new Set([...found].map(nameKey));
    for (const view of views) if (usedRelations(view).some((key) => keys.has(key))) found.add(view);
  }
  return [...found];
}

/** Each view behind those that it reads. */
function inOrder(views: readonly View[]): readonly View[] {
  const byName = new Map(views.map((view) => [nameKey(view), view]));
  const placed = new Set<View>();
  const place = (view: View): void => {
    if (placed.has(view)) return;
    for (const key of usedRelations(view)) {
      const read = byName.get(key);
      if (read !== undefined && read !== view) place(read);
    }
    placed.add(view);
  };
  views.forEach(place);
  return [...placed];
}
