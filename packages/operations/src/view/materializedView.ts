import { nameOf, type QualifiedName, showName, type View } from "@limbeck/model";

import { type Irreversible } from "../data/irreversible.ts";
import { keepingView } from "../input/keepRights.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { materializedView, type MaterializedViewInput, materializedViewInput } from "../input/viewInput.ts";
import { backFromCreate, backFromDrop, optionArgs } from "../ifExists.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref, reverseTouches } from "../ref.ts";
import { quoteName } from "../sql/identifier.ts";
import {
  createSql,
  dropSql,
  dropsRights,
  unknownQuery,
  unknownView,
  type ViewDrop,
  viewDropOf,
  viewTouches,
  type ViewCreate,
  viewCreateOf,
  withoutView,
  withView,
} from "./family.ts";

export interface CreateMaterializedView extends ViewCreate {
  readonly kind: "createMaterializedView";
  readonly view: View;
}

export interface DropMaterializedView extends ViewDrop {
  readonly kind: "dropMaterializedView";
  readonly name: QualifiedName;
  readonly view?: View;
}

export interface RefreshMaterializedView extends RefreshOptions {
  readonly kind: "refreshMaterializedView";
  readonly name: QualifiedName;
}

export interface RefreshOptions {
  /** Readers go on meanwhile; needs a unique index over columns, without a predicate. */
  readonly concurrently?: true;
  /** Empties it until the next refresh. */
  readonly withNoData?: true;
}

export const materializedViewOperations = {
  /** Creates a materialized view, fills it unless `withNoData` is said, and builds its indexes. With `ifNotExists: true` one that is there stays as it is. */
  createMaterializedView: operation({
    directive: (
      name: NameInput,
      { keepRights, ifThere, ifNotExists, ...input }: MaterializedViewInput & ViewCreate,
    ): CreateMaterializedView =>
      defined({
        kind: "createMaterializedView" as const,
        view: materializedView(qualifiedName(name), input),
        keepRights,
        ifThere,
        ifNotExists,
      }),
    args: (op): [NameInput, MaterializedViewInput & ViewCreate] => [
      nameInput(op.view),
      { ...materializedViewInput(op.view), ...viewCreateOf(op) },
    ],
    reverse: (op): DropMaterializedView => ({
      kind: "dropMaterializedView",
      name: nameOf(op.view),
      view: op.view,
      ...keepingView(op),
      ...backFromCreate(op),
    }),
    describe: (op) => `materialized view ${showName(op.view)}: added`,
    apply: (schema, op) => withView(schema, op.view, op),
    touches: (op) => viewTouches(op.view),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(...createSql(op.view, op)),
      sqlite: notOnSqlite("materialized views"),
    },
  }),

  /** Drops a materialized view with its indexes, and the rights that were granted on it. */
  dropMaterializedView: operation({
    directive: (name: NameInput, options: ViewDrop = {}): DropMaterializedView => ({
      kind: "dropMaterializedView",
      name: qualifiedName(name),
      ...viewDropOf(options),
    }),
    args: (op): [NameInput, ViewDrop?] => [nameInput(op.name), ...optionArgs(viewDropOf(op))],
    reverse: (op): CreateMaterializedView | Irreversible =>
      op.view === undefined
        ? unknownQuery(op.name)
        : { kind: "createMaterializedView", view: op.view, ...keepingView(op), ...backFromDrop(op) },
    describe: (op) => `materialized view ${showName(op.name)}: removed`,
    apply: (schema, op) => withoutView(schema, op),
    touches: (op) => reverseTouches(viewTouches(op.view ?? unknownView(op.name))),
    hazards: (op) => (op.keepRights === true ? [] : [dropsRights("materialized view", op.name)]),
    compile: {
      postgres: (op) => statements(...dropSql({ ...op.name, materialized: true }, op)),
      sqlite: notOnSqlite("materialized views"),
    },
  }),

  /** Fills a materialized view anew. The way back fills it anew too. */
  refreshMaterializedView: operation({
    directive: (name: NameInput, options: RefreshOptions = {}): RefreshMaterializedView => ({
      kind: "refreshMaterializedView",
      name: qualifiedName(name),
      ...options,
    }),
    args: ({ kind: _, name, ...options }): [NameInput, RefreshOptions?] =>
      Object.keys(options).length === 0 ? [nameInput(name)] : [nameInput(name), options],
    reverse: (op): RefreshMaterializedView => op,
    describe: (op) => `materialized view ${showName(op.name)}: refreshed`,
    apply: (schema) => schema,
    touches: (op) => ({ makes: [], breaks: [], needs: [ref.relation(op.name)] }),
    hazards: noHazards,
    compile: { postgres: (op) => statements(refreshSql(op)), sqlite: notOnSqlite("materialized views") },
  }),
};

function refreshSql({ name, concurrently, withNoData }: RefreshMaterializedView): string {
  return [
    "REFRESH MATERIALIZED VIEW",
    ...(concurrently === true ? ["CONCURRENTLY"] : []),
    quoteName(name),
    ...(withNoData === true ? ["WITH NO DATA"] : []),
  ].join(" ");
}
