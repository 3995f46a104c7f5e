import {
  functionsOfAggregate,
  type QualifiedName,
  type Routine,
  routineKey,
  spelling,
  stateTypes,
} from "@limbeck/model";

import { type Change } from "../change.ts";
import { type Ref, ref, type Touches } from "../ref.ts";
import {
  attributesRead,
  calledNames,
  calledOwn,
  callsOf,
  groupsRows,
  IDENTIFIER,
  namesIn,
} from "../sql/calls.ts";
import { castNames, castRefs } from "../sql/casts.ts";
import { sequenceNames, sequenceRefs } from "../sql/expression.ts";
import { namedType, typeRefs, unquote } from "../sql/type.ts";
import { declaredRefs } from "./declared.ts";
import { definedTypes } from "./defined.ts";
import { onPath } from "./onPath.ts";
import { writtenRefs } from "./writes.ts";
import { columnRefs, everyColumn, namespaceRefs } from "../table/touches.ts";

/**
 * What making a function touches. The server looks into a body of language sql when the function is made, so what that names comes
 * before it; of a body in PL/pgSQL, only what its variables are declared after.
 */
export function functionTouches(routine: Routine): Touches {
  const makes = [...functionMakes(routine), ref.overloads(routine)];
  return { makes, breaks: [], needs: functionNeeds(routine, { called: callsOf, row: columnsOfRow }) };
}

/** What dropping a function touches, of which the rows that it gives and reads are the old ones. */
export function droppedTouches(routine: Routine): Touches {
  const row: Refs = (table) => [...columnsOfRow(table), ref.row(table)];
  return {
    makes: [],
    breaks: [ref.routine(routineKey(routine)), ref.oldCall(routine), ref.overloads(routine)],
    needs: functionNeeds(routine, { called: callsOf, row }),
  };
}

/**
 * What is put in the place of a function has to find what it names, and on the way back what it replaces has to: what both name is there
 * until something changes it.
 */
export function replacedTouches(change: Change<Routine>): Touches {
  const { from, to } = change;
  const makes = functionMakes(to);
  const row = columnsOfRow;
  const was = from === undefined ? [] : functionNeeds(from, { called: (name) => [ref.oldCall(name)], row });
  const there = new Set(was);
  const needs = functionNeeds(to, { called: (name) => [ref.call(name)], row });
  return {
    makes,
    breaks: [...makes.filter((made) => made !== ref.call(to)), ...endsImmutable(change)],
    needs: needs.filter((need) => !there.has(need)),
    needsOld: was,
    // A word of the old text may be another thing's: a table, a keyword that a new column is called like.
    needsNew: needs.filter((need) => there.has(need)),
  };
}

/** Whatever asks for it has to be gone before, so that it comes back after on the way back. */
function endsImmutable({ from, to }: Change<Routine>): readonly Ref[] {
  return from?.volatility === "immutable" && to.volatility !== "immutable" ? [ref.immutable(to)] : [];
}

function functionMakes(routine: Routine): readonly Ref[] {
  return [ref.routine(routineKey(routine)), ref.call(routine)];
}

type Refs = (name: QualifiedName) => readonly Ref[];

/** What it needs of the routines of a name, and of all columns of a table. */
interface Reading {
  readonly called: Refs;
  readonly row: Refs;
}

function columnsOfRow(table: QualifiedName): readonly Ref[] {
  return [everyColumn(table)];
}

function functionNeeds(routine: Routine, reading: Reading): readonly Ref[] {
  const { called } = reading;
  const own = new Set<Ref>([...functionMakes(routine), ref.oldCall(routine)]);
  const { aggregate } = routine;
  const states = aggregate === undefined ? [] : stateTypes(aggregate);
  const types = [...routine.arguments.map(({ type }) => type), routine.returns, ...states];
  const defaults = routine.arguments.flatMap(({ default: value }) => value ?? []);
  const needs = [
    ...namespaceRefs(routine),
    ...typeRefs(...types),
    ...(aggregate === undefined ? [] : functionsOfAggregate(aggregate).flatMap(calledOwn).flatMap(called)),
    ...defaults.flatMap((value) => [
      ...calledNames(value).flatMap(called),
      ...castRefs(value),
      ...sequenceRefs(value),
    ]),
    ...(routine.language === "sql" ? [...namedIn(routine, reading), ...rowRefs(routine, reading)] : []),
    ...(routine.language === "plpgsql" ? declaredRefs(bodyOf(routine), onPath(routine)) : []),
  ];
  return [...new Set(needs)].filter((need) => !own.has(need));
}

function bodyOf({ body, standardBody }: Routine): string {
  return standardBody === undefined ? (body ?? "") : spelling(standardBody);
}

/**
 * The columns of the rows that a body is given, and casts to, as far as it may name them; and all of those that it gives, for there have to be
 * as many. A row is that of a table or a value of a composite type.
 */
function rowRefs(routine: Routine, { row: rowOf }: Reading): readonly Ref[] {
  const names = namesIn(bodyOf(routine));
  const words = [...new Set(names.map(({ name }) => name))];
  const taken = routine.arguments.flatMap(({ type }) => namedType(type) ?? []);
  const given = rowsGiven(routine);
  return [
    ...[...taken, ...given].flatMap((row) => columnRefs(row, words)),
    ...given.flatMap(rowOf),
    ...names.filter(({ attribute }) => attribute).map(({ name }) => ref.attribute(name)),
    ...attributesRead(bodyOf(routine)),
  ];
}

/** The types whose values a body in SQL makes: of its result, and those that it casts to. */
export function rowsGiven(routine: Routine): readonly QualifiedName[] {
  const { returns } = routine;
  const result = returns === undefined ? undefined : namedType(returns);
  const cast = castNames({ written: bodyOf(routine) }).flatMap(onPath(routine));
  return [...(result === undefined ? [] : [result]), ...cast];
}

/** `*`, `t.*`, and INSERT, which may leave the list of columns out. */
const ALL_COLUMNS = /(?:\bselect|,|\.)\s*\*|\binsert\b/i;

/** What `ON CONFLICT` names. */
const ON_CONSTRAINT = new RegExp(String.raw`\bon\s+constraint\s+(${IDENTIFIER})`, "giu");

/**
 * The tables with their columns, the functions and the sequences that a body may name. Some name nothing that operations make, which
 * does no harm.
 */
function namedIn(routine: Routine, { called, row }: Reading): readonly Ref[] {
  const [text, meant] = [bodyOf(routine), onPath(routine)];
  const names = namesIn(text);
  const words = [...new Set(names.map(({ name }) => name))];
  const constraints = [...text.matchAll(ON_CONSTRAINT)].map(([, name = ""]) => unquote(name));
  const columnsOf = (table: QualifiedName): readonly Ref[] =>
    // One that is named is needed by itself too: of the rest, the body before it may have named all.
    [
      ...(ALL_COLUMNS.test(text) ? row(table) : []),
      ...(groupsRows(text) ? [ref.primaryKey(table)] : []),
      ...columnRefs(table, words),
      ...writtenRefs(text, table, words),
      ...constraints.map((constraint) => ref.constraint(table, constraint)),
    ];
  const named = names.flatMap(({ schema, name, called: isCalled, attribute, read }) => {
    // A body is as its author wrote it, who may qualify what everybody else calls by its name alone.
    const ones = schema === undefined ? meant({ name }) : [schema === "public" ? { name } : { schema, name }];
    return [
      ...(isCalled ? ones.flatMap(called) : []),
      ...(attribute ? meant({ name }).flatMap(called) : []),
      ...(read ? ones.flatMap((one) => [ref.relation(one), ...columnsOf(one)]) : []),
    ];
  });
  const sequences = sequenceNames({ written: text }).flatMap(meant).map(ref.relation);
  const types = [...castNames({ written: text }), ...definedTypes(text)].flatMap(meant).map(ref.type);
  return [...named, ...sequences, ...types];
}
