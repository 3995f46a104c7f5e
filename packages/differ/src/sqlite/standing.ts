import { foldName, nameKey, nameOf, type Schema, type Trigger, triggerKey, type View } from "@limbeck/model";
import { folded, mayName, type Operation, triggerMayName } from "@limbeck/operations";

import { same } from "../fields.ts";
import { triggerFields } from "../table/triggers.ts";
import { viewFields } from "../view/views.ts";

/** Views and triggers that make way for changes of tables, and those that come after them. */
export interface Standing {
  readonly dropped: readonly Operation[];
  readonly created: readonly Operation[];
}

/**
 * What changes goes before the tables do and comes after them, with all that names it: SQLite renames nothing while a view or a trigger
 * names what is not there. What stays the same, a rebuild takes away and brings back by itself. A view that changes while no table does
 * has nothing to make way for, and is replaced.
 */
export function standingOn(before: Schema, after: Schema, makeWay: boolean): Standing {
  const views = viewOperations(before, after, makeWay);
  const gone = folded(
    ...views.dropped.flatMap((op) => (op.kind === "dropView" ? [op.name.name] : [])),
    ...views.created.flatMap((op) => (op.kind === "createView" ? [op.view.name] : [])),
  );
  const triggers = triggerOperations(before, after, gone);
  return {
    dropped: [...triggers.dropped, ...views.dropped],
    created: [...views.created, ...triggers.created],
  };
}

function viewOperations(before: Schema, after: Schema, makeWay: boolean): Standing {
  const old = new Map(before.views.map((view) => [nameKey(view), view]));
  const now = new Map(after.views.map((view) => [nameKey(view), view]));
  const changed = after.views.flatMap((view) => {
    const was = old.get(nameKey(view));
    return was === undefined || sameView(was, view) ? [] : [{ from: was, to: view }];
  });
  const removed = before.views.filter((view) => !now.has(nameKey(view)));
  const added = after.views.filter((view) => !old.has(nameKey(view)));
  const moved = [...removed, ...added, ...changed.map(({ to }) => to)];
  const around = after.views.filter((view) => old.has(nameKey(view)) && !moved.includes(view));
  const over = viewsOver(around, folded(...moved.map(({ name }) => name)));
  if (!makeWay)
    return {
      dropped: removed.map(dropView),
      created: [...added.map(createView), ...changed.map(replaceView)],
    };
  return {
    dropped: [...over, ...removed, ...changed.map(({ from }) => from)].map(dropView),
    created: [...added, ...changed.map(({ to }) => to), ...over].map(createView),
  };
}

/** The views that name one of the names, and those that name these. */
function viewsOver(views: readonly View[], names: ReadonlySet<string>): readonly View[] {
  const over = views.filter(({ query }) => mayName(query, names));
  const all = folded(...names, ...over.map(({ name }) => name));
  return all.size === names.size ? over : viewsOver(views, all);
}

function sameView(before: View, after: View): boolean {
  return same(
    { ...viewFields, options: "ignored", columnComments: "ignored", indexes: "ignored" },
    before,
    after,
  );
}

const createView = (view: View): Operation => ({ kind: "createView", view });
const dropView = (view: View): Operation => ({ kind: "dropView", name: nameOf(view), view });
const replaceView = (view: { readonly from: View; readonly to: View }): Operation => ({
  kind: "replaceView",
  name: nameOf(view.to),
  view,
});

/** A trigger goes with its view, with its table, and with a view that it names. */
function triggerOperations(before: Schema, after: Schema, gone: ReadonlySet<string>): Standing {
  const old = new Map(before.triggers.map((trigger) => [triggerKey(trigger), trigger]));
  const now = new Map(after.triggers.map((trigger) => [triggerKey(trigger), trigger]));
  const stays = (was: Trigger | undefined, is: Trigger | undefined): boolean =>
    was !== undefined &&
    is !== undefined &&
    same(triggerFields, was, is) &&
    !gone.has(foldName(is.table.name)) &&
    !triggerMayName(is, gone);
  return {
    dropped: before.triggers
      .filter((trigger) => !stays(trigger, now.get(triggerKey(trigger))))
      .map((trigger) => ({ kind: "dropTrigger", table: trigger.table, name: trigger.name, trigger })),
    created: after.triggers
      .filter((trigger) => !stays(old.get(triggerKey(trigger)), trigger))
      .map((trigger) => ({ kind: "createTrigger", trigger })),
  };
}
