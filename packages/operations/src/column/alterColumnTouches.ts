import { type Default, type Identity, type QualifiedName, spelling, type SqlText } from "@limbeck/model";

import { type Change } from "../change.ts";
import { defined } from "../input/defined.ts";
import { type Ref, ref, type Touches, usesOf } from "../ref.ts";
import { attributesRead, calledNames, immutableRefs } from "../sql/calls.ts";
import { castRefs } from "../sql/casts.ts";
import { sequenceRefs } from "../sql/expression.ts";
import { sequenceOf, sequenceOfIdentity } from "../sql/serial.ts";
import { arrayRefs, typeRefs } from "../sql/type.ts";
import { columnAmong, madePlain, notNullRefs, plainColumns, readByGenerated } from "../table/touches.ts";
import { type AlterColumn } from "./alterColumn.ts";
import { type ColumnChanges } from "./changes.ts";
import { loosens, tightens } from "./nulls.ts";
import { otherTables } from "./otherTables.ts";
import { writable } from "./writable.ts";

/** A default or a comment stands in nobody's way; a type, a name or an expression does. */
export function alterTouches(op: AlterColumn): Touches {
  const { table, column, changes } = op;
  const others = otherTables(op);
  const left = castsLeft(changes);
  const shape = reshaped(table, column, changes, left.needsOld.length > 0);
  const sequences = ownSequences(table, column, changes);
  const ownDefault = ref.defaultOf(table, column);
  // They are forbidden before a primary key forbids them too, so that on the way back they are allowed once that is gone.
  const nulls = ref.nullsIn(table, column);
  const held = (side: unknown): readonly Ref[] => (side == null ? [] : [ownDefault]);
  return {
    makes: [
      ...others.makes,
      ...shape.made,
      ...sequences.to,
      ...held(changes.default?.to),
      ...(loosens(changes) ? [nulls, ref.nullsBegin(table)] : []),
      ...besides(table, column, changes, "to"),
    ],
    breaks: [
      ...others.breaks,
      ...shape.old,
      ...sequences.from,
      ...held(changes.default?.from),
      ...(tightens(changes) ? [nulls, ref.nullsEnd(table)] : []),
      ...besides(table, column, changes, "from"),
    ],
    needs: [
      ref.relation(table),
      ...others.needs,
      ...shape.needs,
      ...typeRefs(changes.type?.to),
      ...arrayRefs(changes.type?.to),
      ...calledSequences(changes.default?.to),
      ...calls(changes, "to", ref.call),
      ...[...casts(changes, "to"), ...attributes(changes, "to")],
    ],
    needsOld: [
      ...others.needsOld,
      ...shape.needsOld,
      ...arrayRefs(changes.type?.from),
      ...leftTypes(changes.type),
      ...calledSequences(changes.default?.from),
      ...calls(changes, "from", ref.oldCall),
      ...(changes.generated?.from == null ? [] : immutableRefs(changes.generated.from.expression)),
      ...left.needsOld,
      ...attributesLeft(changes),
    ],
    leaves: [...left.leaves, ref.ownEnded(table, column)],
  };
}

/** What is neither of its shape nor of its values: what its NOT NULL is called, and whether statements write to it. */
function besides(
  table: QualifiedName,
  column: string,
  changes: ColumnChanges,
  side: "from" | "to",
): readonly Ref[] {
  return [...renamed(table, changes, side), ...writable(table, column, changes, side)];
}

/** The name that its NOT NULL takes, or leaves. */
function renamed(
  table: QualifiedName,
  { notNullName: name }: ColumnChanges,
  side: "from" | "to",
): readonly Ref[] {
  return name === undefined || name.from === name.to ? [] : notNullRefs(table, name[side]);
}

/**
 * What a new type, name or expression makes of the column, in its own eyes and in those of what stands on it. Without any of them, what has
 * to come before a type changes (`leaves`) comes before the type's columns do.
 */
function reshaped(table: QualifiedName, column: string, changes: ColumnChanges, leaves: boolean) {
  const { name, type, generated } = changes;
  if (name === undefined && type === undefined && generated === undefined) {
    const own = [ref.column(table, column)];
    const shape = { made: [], old: [], needs: own, needsOld: [] };
    return leaves || allowsNulls(changes) ? { ...shape, needs: [], needsOld: own } : shape;
  }
  const expression = generated?.to;
  const computed = { generated: eitherSide(generated) };
  return {
    made: [
      ...columnAmong(table, defined({ ...computed, name: name?.to ?? column })),
      ...ofRow(name, "to"),
      ...(expression === null ? [madePlain(table)] : []),
    ],
    old: [
      ...columnAmong(table, defined({ ...computed, name: column })),
      ...ofRow(name, "from"),
      ...leftTypes(type).map(usesOf),
    ],
    needs: expression == null ? [] : readByGenerated(table),
    // PostgreSQL changes and drops no column that an expression reads, so an expression that goes, goes before.
    needsOld: expression === null ? [plainColumns(table)] : [],
  };
}

/** What it is called as an attribute of a row, where that changes. */
function ofRow(name: ColumnChanges["name"], side: "from" | "to"): readonly Ref[] {
  const called = name?.[side];
  return called === undefined ? [] : [ref.ofRow(called)];
}

/** A column that goes may have to allow them first, for the way back. */
function allowsNulls({ nullable, ...others }: ColumnChanges): boolean {
  return nullable?.to === true && Object.keys(others).length === 0;
}

function eitherSide<T>(change: Change<T | null> | undefined): T | undefined {
  return change?.to ?? change?.from ?? undefined;
}

/** A column that leaves a type is gone from it before the type is. */
function leftTypes(type: ColumnChanges["type"]): readonly Ref[] {
  if (type?.from === undefined) return [];
  const stays = new Set(typeRefs(type.to));
  return typeRefs(type.from).filter((one) => !stays.has(one));
}

/** The sequences that go and come with a serial default or an identity. */
function ownSequences(table: QualifiedName, column: string, { default: value, identity }: ColumnChanges) {
  const refs = (...counters: readonly (Default | Identity | null | undefined)[]): readonly Ref[] =>
    counters.flatMap((counter) => ownSequence(table, column, counter));
  const serial = value !== undefined && staysSerial(value) ? undefined : value;
  const own = identity?.from != null && identity.to !== null ? undefined : identity;
  return { from: refs(serial?.from, own?.from), to: refs(serial?.to, own?.to) };
}

function staysSerial({ from, to }: Change<Default | null>): boolean {
  return from?.kind === "serial" && to?.kind === "serial";
}

function ownSequence(
  table: QualifiedName,
  column: string,
  counter: Default | Identity | null | undefined,
): readonly Ref[] {
  if (counter == null) return [];
  if ("mode" in counter) return [ref.relation(sequenceOfIdentity(table, column, counter))];
  return counter.kind === "serial" ? [ref.relation(sequenceOf(table, column, counter))] : [];
}

/** The sequences that a default calls: while it does, they cannot go. */
function calledSequences(value: Default | null | undefined): readonly Ref[] {
  return value?.kind === "expression" ? sequenceRefs(value) : [];
}

/** What the default or the expression of one side calls: the new side what is there then, the old one what was there. */
function calls(
  changes: ColumnChanges,
  side: "from" | "to",
  made: (name: QualifiedName) => Ref,
): readonly Ref[] {
  return textsOf(changes, side).flatMap(calledNames).map(made);
}

function casts(changes: ColumnChanges, side: "from" | "to"): readonly Ref[] {
  return textsOf(changes, side).flatMap(castRefs);
}

function attributes(changes: ColumnChanges, side: "from" | "to"): readonly Ref[] {
  return textsOf(changes, side).map(spelling).flatMap(attributesRead);
}

/** The attributes that only the old side reads. */
function attributesLeft(changes: ColumnChanges): readonly Ref[] {
  const stay = new Set(attributes(changes, "to"));
  return attributes(changes, "from").filter((attribute) => !stay.has(attribute));
}

/**
 * The types that only the old side casts to. A type that is made anew carries over a default that becomes another one, and none that goes
 * or goes with its type.
 */
function castsLeft(changes: ColumnChanges) {
  const stay = new Set(casts(changes, "to"));
  const left = casts(changes, "from").filter((type) => !stay.has(type));
  const goes = changes.type !== undefined || changes.default?.to === null || changes.generated?.to === null;
  return goes ? { needsOld: left, leaves: [] } : { needsOld: [], leaves: left };
}

function textsOf({ default: value, generated }: ColumnChanges, side: "from" | "to"): readonly SqlText[] {
  const held = value?.[side];
  return [
    ...(held?.kind === "expression" ? [held] : []),
    ...(generated?.[side]?.expression === undefined ? [] : [generated[side].expression]),
  ];
}
