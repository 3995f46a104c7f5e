import {
  nameKey,
  type Routine,
  routineKey,
  type Schema,
  spelling,
  type SqlText,
  stateTypes,
  type Table,
} from "@limbeck/model";
import { type Operation, type Ref, ref, rowsGiven, typeRefs } from "@limbeck/operations";

import { type Anew } from "../partition/between.ts";
import { changedComposites } from "../type/composites.ts";
import { exchangedSequences } from "../sequence/exchangedSequences.ts";
import { groupsOver, rekeyedTables } from "../view/groupedRows.ts";
import { otherKind } from "../view/otherKind.ts";
import { asSequence, callsAny, mentions } from "../mentions.ts";
import { type TablePlan } from "../plan.ts";
import { saysRow } from "../type/rowDefaults.ts";
import { namesOfType, standingOn } from "../type/standing.ts";

/**
 * The keys of the functions that cannot stay while tables and views change: PostgreSQL knows what a body in standard SQL reads,
 * and which types a function takes and gives, of which each view is one. And it looks into any body in SQL when that is put in the place of
 * another, so what both read has to be there at once.
 */
export function boundFunctions(
  before: Schema,
  after: Schema,
  plans: readonly TablePlan[],
  { views, anew }: { readonly views: readonly Operation[]; readonly anew: readonly Anew[] },
): ReadonlySet<string> {
  if (before.functions.length === 0) return new Set();
  const goingViews = views.flatMap((op) =>
    op.kind === "dropView" || op.kind === "dropMaterializedView" ? [op.name] : [],
  );
  const going = [...goingViews, ...anew.map(({ table }) => table), ...otherKind(before, after)];
  // A view may take the name of a table that goes, and with it that of its type.
  const types = new Set<Ref>([...going, ...withoutTables(before, after)].map(ref.type));
  const sequences = exchangedSequences(before, after).map(({ name }) => name);
  const names = new Set([...going.map(({ name }) => name), ...sequences]);
  const called = new Set(sequences.map(asSequence));
  const moving = allMoving(plans);
  const tableRows = moving.flatMap(reshapedRow);
  const reshaped = new Set([
    ...tableRows,
    ...views.flatMap((op) => (op.kind === "replaceView" && op.remake === "back" ? [ref.type(op.name)] : [])),
  ]);
  const tables = handedOver(before, after);
  const rekeyed = rekeyedTables(plans);
  const rows = new Set([...tableRows, ...reshapedComposites(before, after)]);
  const now = new Map(after.functions.map((routine) => [routineKey(routine), routine]));
  const stands = (routine: Routine): boolean =>
    typesOf(routine).some((type) => types.has(type)) ||
    bodyMentions(routine, names) ||
    routine.arguments.some(({ default: value }) => callsAny(value, called)) ||
    isGivenRow(routine, rows) ||
    groupsOver(routine.standardBody, rekeyed) ||
    (givesAllColumns(routine) && typesOf(routine).some((type) => reshaped.has(type))) ||
    moving.some(
      ({ table, row, changed }) =>
        (bodyMentions(routine, table) || typesOf(routine).includes(row)) &&
        (bodyMentions(routine, changed) || (changed.size > 0 && holdsAllColumns(routine))),
    );
  const isBound = (routine: Routine): boolean => {
    const to = now.get(routineKey(routine));
    if (to === undefined) return stands(routine);
    return (
      stands(routine) || stands(to) || isBetween(routine, to, { moving, views: names, tables, rekeyed, rows })
    );
  };
  return new Set(before.functions.filter(isBound).map(routineKey));
}

interface Moving {
  readonly moving: readonly MovingColumns[];
  readonly views: ReadonlySet<string>;
  readonly tables: { readonly gone: ReadonlySet<string>; readonly come: ReadonlySet<string> };
  readonly rekeyed: ReadonlySet<string>;
  /** The types whose values are put together otherwise before and after. */
  readonly rows: ReadonlySet<Ref>;
}

function reshapedRow({ row, changed, come }: MovingColumns): readonly Ref[] {
  return changed.size + come.size === 0 ? [] : [row];
}

function reshapedComposites(before: Schema, after: Schema): readonly Ref[] {
  const changed = changedComposites(before, after).map(([, composite]) => composite);
  return [...changed, ...standingOn(changed, before).flatMap(namesOfType)].map(ref.type);
}

/**
 * The names of the tables that go and of those that come, where one of them hands its name over to a type or takes it from one: a table
 * that comes may have columns of that type, so it comes after the one that goes. Else none are in one another's way.
 */
function handedOver(before: Schema, after: Schema): Moving["tables"] {
  const [gone, come] = [withoutTables(before, after), withoutTables(after, before)];
  const [old, now] = [typeKeys(before), typeKeys(after)];
  const handed = gone.some((one) => now.has(nameKey(one))) || come.some((one) => old.has(nameKey(one)));
  const names = (tables: readonly Table[]) => new Set(handed ? tables.map(({ name }) => name) : []);
  return { gone: names(gone), come: names(come) };
}

function withoutTables({ tables }: Schema, others: Schema): readonly Table[] {
  const keys = new Set(others.tables.map(nameKey));
  return tables.filter((table) => !keys.has(nameKey(table)));
}

function typeKeys({ enums, domains, composites, ranges }: Schema): ReadonlySet<string> {
  return new Set([...enums, ...domains, ...composites, ...ranges].map(nameKey));
}

/** Whether a body that another one replaces reads what goes before that comes which the other one reads. */
function isBetween(from: Routine, to: Routine, { moving, views, tables, rekeyed, rows }: Moving): boolean {
  const [was, is] = [sqlBody(from), sqlBody(to)];
  if (was === undefined || is === undefined || spelling(was) === spelling(is)) return false;
  const reads = (body: SqlText, table: ReadonlySet<string>, columns: ReadonlySet<string>): boolean =>
    mentions(body, table) && mentions(body, columns);
  return (
    [from, to].every((routine) => rowsGiven(routine).some((row) => rows.has(ref.type(row)))) ||
    mentions(is, views) ||
    [was, is].every((body) => groupsOver(body, rekeyed)) ||
    (mentions(was, tables.gone) && mentions(is, tables.come)) ||
    moving.some(
      ({ table, gone, come, changed, new: made }) =>
        (reads(was, table, changed) && reads(is, table, come)) ||
        (reads(was, table, gone) && reads(is, table, made)),
    )
  );
}

function sqlBody({ language, body, standardBody }: Routine): SqlText | undefined {
  return language === "sql" && body !== undefined ? { written: body } : standardBody;
}

type MovingColumns = ReturnType<typeof movingColumns>;

/** Those of each table; a partition has from its table what changes there. */
function allMoving(plans: readonly TablePlan[]): readonly MovingColumns[] {
  const byName = new Map(plans.map((plan) => [nameKey(plan.after), plan]));
  return plans.map((plan) => {
    const above = plansAbove(plan, byName).map(movingColumns);
    return above.reduce(together, movingColumns(plan));
  });
}

function plansAbove(
  { after: { partitionOf } }: TablePlan,
  plans: ReadonlyMap<string, TablePlan>,
): readonly TablePlan[] {
  const above = partitionOf === undefined ? undefined : plans.get(nameKey(partitionOf.table));
  return above === undefined ? [] : [above, ...plansAbove(above, plans)];
}

function together({ table, row, ...own }: MovingColumns, above: MovingColumns): MovingColumns {
  const both = (part: keyof typeof own): Set<string> => new Set([...own[part], ...above[part]]);
  return { table, row, gone: both("gone"), come: both("come"), changed: both("changed"), new: both("new") };
}

function movingColumns({ after, removed, added, retyped, remade, carried }: TablePlan) {
  const gone = new Set([...removed.map(({ name }) => name), ...remade]);
  const come = new Set([...added.map(({ name }) => name), ...remade]);
  const reshaped = [...retyped, ...carried];
  return {
    table: new Set([after.name]),
    row: ref.type(after),
    gone,
    come,
    /** As they were, and as they will be. */
    changed: new Set([...gone, ...reshaped]),
    new: new Set([...come, ...reshaped]),
  };
}

function bodyMentions({ standardBody }: Routine, words: ReadonlySet<string>): boolean {
  return standardBody !== undefined && mentions(standardBody, words);
}

/** `ON CONFLICT DO UPDATE` has a row of the table, excluded, with all that are there (transformOnConflictClause in PostgreSQL's analyze.c). */
function holdsAllColumns({ standardBody }: Routine): boolean {
  return standardBody !== undefined && /\bon\s+conflict\b.*\bdo\s+update\b/is.test(spelling(standardBody));
}

/** `SELECT t.*`, by which the server knows the columns that there were. */
function givesAllColumns({ standardBody }: Routine): boolean {
  return standardBody !== undefined && /\.\*(?!::)/.test(spelling(standardBody));
}

/** Whether a default says a row of one of the types, which is cast to that when the function is made. */
function isGivenRow({ arguments: list }: Routine, rows: ReadonlySet<Ref>): boolean {
  return list.some(
    ({ default: value, type }) => saysRow(value) && typeRefs(type).some((one) => rows.has(one)),
  );
}

/** The types that a function takes and gives, which the server knows. */
export function typesOf({ arguments: list, returns, aggregate }: Routine): readonly Ref[] {
  const states = aggregate === undefined ? [] : stateTypes(aggregate);
  return typeRefs(...list.map(({ type }) => type), returns, ...states);
}
