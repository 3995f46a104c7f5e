import { nameOf, type View } from "@limbeck/model";
import {
  type CreateMaterializedView,
  type CreateView,
  type DropMaterializedView,
  type DropView,
  type Operation,
} from "@limbeck/operations";

import { objectComment } from "../comments.ts";
import { viewIndexes } from "./viewIndexes.ts";

/** What becomes of a view: it stays, is replaced where it stands, or goes and comes. */
export type Fate =
  | { readonly kind: "kept"; readonly before: View; readonly after: View }
  | { readonly kind: "replaced"; readonly before: View; readonly after: View; readonly grows: boolean }
  | { readonly kind: "remade"; readonly before?: View; readonly after?: View };

/** The operations of one view; `away` are the names that its indexes may not call while they are built. */
export function fateOperations(fate: Fate, away: ReadonlySet<string>): readonly Operation[] {
  switch (fate.kind) {
    case "kept":
      return [
        ...objectComment(targetOf(fate.after), fate.before, fate.after),
        ...viewIndexes(fate.before, fate.after, away),
      ];
    case "replaced":
      return [replace(fate.before, fate.after, fate.grows)];
    case "remade":
      return remadeOperations(fate.before, fate.after);
  }
}

/** Who has which rights on a view that goes and comes, only the database knows that runs this. */
function remadeOperations(before: View | undefined, after: View | undefined): readonly Operation[] {
  const both = before !== undefined && after !== undefined ? { keepRights: true as const } : {};
  return [
    ...(before === undefined ? [] : [{ ...drop(before), ...both }]),
    ...(after === undefined ? [] : [{ ...create(after), ...both }]),
  ];
}

function targetOf(view: View) {
  return view.materialized === true ? { materializedView: nameOf(view) } : { view: nameOf(view) };
}

function replace(from: View, to: View, shrinksBack: boolean): Operation {
  const change = { kind: "replaceView", name: nameOf(to), view: { from, to } } as const;
  return shrinksBack ? { ...change, remake: "back" } : change;
}

function create(view: View): CreateView | CreateMaterializedView {
  return { kind: view.materialized === true ? "createMaterializedView" : "createView", view };
}

function drop(view: View): DropView | DropMaterializedView {
  const kind = view.materialized === true ? "dropMaterializedView" : "dropView";
  return { kind, name: nameOf(view), view };
}
