import { nameOf, type QualifiedName, sameName, showName, type View } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { type Irreversible } from "../data/irreversible.ts";
import { keepingView } from "../input/keepRights.ts";
import { type ChangeInput, changeInput, readChange } from "../input/changeInput.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { view, type ViewInput, viewInput } from "../input/viewInput.ts";
import { backFromCreate, backFromDrop, optionArgs } from "../ifExists.ts";
import { noHazards, operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { reverseTouches } from "../ref.ts";
import { replaceOne } from "../schemaChange.ts";
import { replaceViewSql } from "../sql/view.ts";
import {
  createSql,
  dropSql,
  dropsRights,
  KEPT,
  oldNeeds,
  unknownQuery,
  unknownView,
  viewMakes,
  viewNeeds,
  type ViewDrop,
  viewDropOf,
  viewTouches,
  type ViewCreate,
  viewCreateOf,
  withoutView,
  withView,
} from "./family.ts";
import { replaceViewPlan } from "../rebuild/view.ts";
import * as sqlite from "../sql/sqlite/view.ts";

export interface CreateView extends ViewCreate {
  readonly kind: "createView";
  readonly view: View;
}

export interface DropView extends ViewDrop {
  readonly kind: "dropView";
  readonly name: QualifiedName;
  readonly view?: View;
}

export interface ReplaceView {
  readonly kind: "replaceView";
  readonly name: QualifiedName;
  readonly view: Change<View>;
  /** In which direction columns go, which PostgreSQL does not allow: there the view is dropped and made anew. */
  readonly remake?: "there" | "back";
}

const turned = { there: "back", back: "there" } as const;

export const viewOperations = {
  /** Creates a view: op.createView("open_tasks", { as: sql`SELECT id FROM tasks WHERE NOT done` }). With `ifNotExists: true` a view that is there stays as it is. */
  createView: operation({
    directive: (
      name: NameInput,
      { keepRights, ifThere, ifNotExists, ...input }: ViewInput & ViewCreate,
    ): CreateView =>
      defined({
        kind: "createView" as const,
        view: view(qualifiedName(name), input),
        keepRights,
        ifThere,
        ifNotExists,
      }),
    args: (op): [NameInput, ViewInput & ViewCreate] => [
      nameInput(op.view),
      { ...viewInput(op.view), ...viewCreateOf(op) },
    ],
    reverse: (op): DropView => ({
      kind: "dropView",
      name: nameOf(op.view),
      view: op.view,
      ...keepingView(op),
      ...backFromCreate(op),
    }),
    describe: (op) => `view ${showName(op.view)}: added`,
    apply: (schema, op) => withView(schema, op.view, op),
    touches: (op) => viewTouches(op.view),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(...createSql(op.view, op)),
      sqlite: (op) => statements(sqlite.createViewSql(op.view, op)),
    },
  }),

  /** Drops a view, and with it the rights that were granted on it. With `{ ifExists: true }` one that is not there is passed over. */
  dropView: operation({
    directive: (name: NameInput, options: ViewDrop = {}): DropView => ({
      kind: "dropView",
      name: qualifiedName(name),
      ...viewDropOf(options),
    }),
    args: (op): [NameInput, ViewDrop?] => [nameInput(op.name), ...optionArgs(viewDropOf(op))],
    reverse: (op): CreateView | Irreversible =>
      op.view === undefined
        ? unknownQuery(op.name)
        : { kind: "createView", view: op.view, ...keepingView(op), ...backFromDrop(op) },
    describe: (op) => `view ${showName(op.name)}: removed`,
    apply: (schema, op) => withoutView(schema, op),
    touches: (op) => reverseTouches(viewTouches(op.view ?? unknownView(op.name))),
    hazards: (op) => (op.keepRights === true ? [] : [dropsRights("view", op.name)]),
    compile: {
      postgres: (op) => statements(...dropSql(op.name, op)),
      sqlite: (op) => statements(sqlite.dropViewSql(op.name.name, op)),
    },
  }),

  /**
   * Replaces a view where it stands, with all that is said of it. Its columns may only become more, at the end; with
   * `{ remake: "there" }` it is dropped and created instead, with `{ remake: "back" }` the downgrade does that.
   */
  replaceView: operation({
    directive: (
      name: NameInput,
      change: ChangeInput<ViewInput>,
      options: Pick<ReplaceView, "remake"> = {},
    ): ReplaceView => ({
      kind: "replaceView",
      name: qualifiedName(name),
      view: readChange(change, (input) => view(qualifiedName(name), input)),
      ...options,
    }),
    args: (op): [NameInput, ChangeInput<ViewInput>, Pick<ReplaceView, "remake">?] => {
      const change = changeInput(op.view, viewInput);
      return op.remake === undefined
        ? [nameInput(op.name), change]
        : [nameInput(op.name), change, { remake: op.remake }];
    },
    reverse: (op): ReplaceView | Irreversible => {
      const change = reverseChange(op.view);
      if (change === undefined) return unknownQuery(op.name);
      return { ...op, view: change, ...(op.remake === undefined ? {} : { remake: turned[op.remake] }) };
    },
    describe: (op) => `view ${showName(op.name)}: changed`,
    apply: (schema, op) => ({
      ...schema,
      views: replaceOne(
        schema.views,
        (item) => sameName(item, op.name),
        () => op.view.to,
        `view ${showName(op.name)}`,
      ),
    }),
    touches: (op) => ({
      makes: viewMakes(op.view.to),
      breaks: viewMakes(op.view.from ?? op.view.to),
      needs: viewNeeds(op.view.to),
      needsOld: oldNeeds(op.view),
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) =>
        op.remake === "there"
          ? statements(...dropSql(op.name, KEPT), ...createSql(op.view.to, KEPT))
          : statements(...replaceViewSql(op.view.from, op.view.to)),
      sqlite: (op, server) => replaceViewPlan(op.view.to, server),
    },
  }),
};
