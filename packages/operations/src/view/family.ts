import { type Change } from "../change.ts";
import { type IfExists, ifExistsOf, type IfNotExists, ifNotExistsOf } from "../ifExists.ts";
import { hasRelation } from "../isThere.ts";
import { keepingView, type KeepView } from "../input/keepRights.ts";
import {
  nameOf,
  type QualifiedName,
  sameName,
  type Schema,
  showName,
  spelling,
  type View,
} from "@limbeck/model";

import { defined } from "../input/defined.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type Hazard } from "../hazard.ts";
import { type Ref, ref, type Touches } from "../ref.ts";
import { removeOne } from "../schemaChange.ts";
import { calledNames, groupsRows } from "../sql/calls.ts";
import { textRefs } from "../sql/casts.ts";
import { sequenceRefs } from "../sql/expression.ts";
import { type AnyView, giveViewRights, ifThereSql, keepViewIfThere, keepViewRights } from "../sql/rights.ts";
import { relationIsMissing, unlessThereSql } from "../sql/unlessThere.ts";
import { createViewSql, dropViewSql } from "../sql/view.ts";
import { besideTable, everyColumn, namespaceRefs } from "../table/touches.ts";

/** How a view is dropped. */
export interface ViewDrop extends KeepView, IfExists {}

export function viewDropOf(options: ViewDrop): ViewDrop {
  return { ...keepingView(options), ...ifExistsOf(options) };
}

/** How a view is created. */
export interface ViewCreate extends KeepView, IfNotExists {}

export function viewCreateOf(options: ViewCreate): ViewCreate {
  return { ...keepingView(options), ...ifNotExistsOf(options) };
}

export function withView(schema: Schema, view: View, { ifNotExists }: ViewCreate): Schema {
  const isThere = ifNotExists === true && hasRelation(schema, view);
  return isThere ? schema : { ...schema, views: [...schema.views, view] };
}

export function withoutView(schema: Schema, { name, ...said }: ViewDrop & { name: QualifiedName }): Schema {
  const fits = (view: View): boolean => sameName(view, name);
  if ((said.ifThere === true || said.ifExists === true) && !schema.views.some(fits)) return schema;
  return { ...schema, views: removeOne(schema.views, fits, `view ${showName(name)}`) };
}

export function viewTouches(view: View): Touches {
  return { makes: viewMakes(view), breaks: [], needs: viewNeeds(view) };
}

/** Like a table, a view brings a composite type of its own name. */
export function viewMakes(view: View): readonly Ref[] {
  const indexes = (view.indexes ?? []).map(({ name }) => ref.relation(besideTable(view, name)));
  return [ref.relation(view), ref.type(view), ...indexes];
}

/** What it reads, with all columns: which of them change is for the differ to see; and the functions that it calls. */
export function viewNeeds(view: View): readonly Ref[] {
  const uses = (view.uses ?? []).flatMap((use) => [ref.relation(use), everyColumn(nameOf(use))]);
  return [
    ...namespaceRefs(view),
    ...uses,
    ...groupedKeys(view),
    ...textRefs(view.query),
    ...sequenceRefs(view.query),
  ];
}

/**
 * What a view that is replaced lets go of before that goes: the primary keys that it may group by, the functions that it calls, and the relations that
 * it names or reads.
 */
export function oldNeeds({ from, to }: Change<View>): readonly Ref[] {
  if (from === undefined) return [];
  const stay = new Set(oldRefs(to));
  return [...groupedKeys(from), ...oldRefs(from).filter((one) => !stay.has(one))];
}

function oldRefs(view: View): readonly Ref[] {
  return [...relationsOf(view), ...calledNames(view.query).map(ref.oldCall)];
}

function relationsOf({ query, uses = [] }: View): readonly Ref[] {
  return [...sequenceRefs(query), ...uses.map(ref.relation)];
}

/** The primary keys that it may group by. */
export function groupedKeys({ query, uses = [] }: View): readonly Ref[] {
  return groupsRows(spelling(query)) ? uses.map(ref.primaryKey) : [];
}

/** A view as far as only its name is known. */
export function unknownView(name: QualifiedName): View {
  return { ...name, query: {} };
}

export function unknownQuery(name: QualifiedName): Irreversible {
  return irreversible(`the query of view ${showName(name)} is not known`);
}

export const KEPT: KeepView = { keepRights: true };

export function createSql(view: View, { keepRights, ifThere, ifNotExists }: ViewCreate): readonly string[] {
  const all = [...createViewSql(view), ...(keepRights === true ? [giveViewRights(view)] : [])];
  const made = ifThere === true ? [ifThereSql(view, all)] : all;
  if (ifNotExists !== true) return made;
  // PostgreSQL has no CREATE VIEW IF NOT EXISTS.
  return made.length === 1 && view.materialized === true && ifThere !== true
    ? createViewSql(view, { ifNotExists })
    : [unlessThereSql(relationIsMissing(view), made)];
}

export function dropSql(view: AnyView, { keepRights, ifThere, ifExists }: ViewDrop): readonly string[] {
  if (ifThere === true) return [keepViewIfThere(view), dropViewSql(view, { ifExists: true })];
  const keep = ifExists === true ? keepViewIfThere : keepViewRights;
  return [...(keepRights === true ? [keep(view)] : []), dropViewSql(view, defined({ ifExists }))];
}

export function dropsRights(noun: string, name: QualifiedName): Hazard {
  return {
    code: "drops-rights",
    message: `drops ${noun} ${showName(name)} with the rights, triggers and rules that somebody may have put on it`,
  };
}
