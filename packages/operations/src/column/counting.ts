import {
  type Default,
  type Identity,
  type QualifiedName,
  type SequenceOptions,
  type SerialDefault,
} from "@limbeck/model";

import { identitySql } from "../sql/column.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { nextvalOf } from "../sql/nextval.ts";
import { quoteString } from "../sql/literal.ts";
import { oldName } from "../sql/oldName.ts";
import { makeSerial, ownSequenceCommentSql, sequenceOf, sequenceOfIdentity } from "../sql/serial.ts";
import { type ColumnChanges } from "./changes.ts";

/** What a change of a column does about the sequence that it counts by. */
export interface Counting {
  /** Whether another sequence goes on where the one before stood. */
  readonly exchanged: boolean;
  /** Before anything goes. */
  readonly before: readonly string[];
  /** After anything comes. */
  readonly after: readonly string[];
  /** What else the change is. */
  readonly rest: ColumnChanges;
}

/**
 * A column that goes from serial to identity or back keeps its position: the old sequence steps aside, for both have the same
 * name, and goes once the new one stands where it stood. Nothing for all other changes, and where the column gets another name.
 */
export function countingOn(table: QualifiedName, column: string, changes: ColumnChanges): Counting {
  const steps = stepsOf(table, column, changes);
  if (steps === undefined) return { exchanged: false, ...besideOwn(table, column, changes), rest: changes };
  const { default: _, identity: __, ...rest } = changes;
  return { exchanged: true, ...steps, rest };
}

type Steps = Pick<Counting, "before" | "after">;

function stepsOf(
  table: QualifiedName,
  column: string,
  { default: value, identity, name }: ColumnChanges,
): Steps | undefined {
  if (value === undefined || identity === undefined || name !== undefined) return undefined;
  if (value.from?.kind === "serial" && identity.to !== null)
    return toIdentity(table, column, value.from, identity.to);
  if (value.to?.kind === "serial" && identity.from != null)
    return toSerial(table, column, identity.from, value.to);
  return undefined;
}

/** A free-standing sequence that the column counted by, or is to count by: whichever of the two is further on says where it goes on. */
function besideOwn(table: QualifiedName, column: string, changes: ColumnChanges): Steps {
  const { default: value } = changes;
  const [was, is] = [ownCounter(table, column, changes, "from"), ownCounter(table, column, changes, "to")];
  const [left, taken] = [freeCounter(value?.from), freeCounter(value?.to)];
  if (left !== undefined && taken !== undefined)
    return { before: [takePosition(quoteString(quoteName(taken)), left)], after: [] };
  return {
    before:
      was === undefined || taken === undefined
        ? []
        : [takePosition(quoteString(quoteName(taken)), was.sequence, was.options)],
    after: is === undefined || left === undefined ? [] : [takePosition(is.expression, left, is.options)],
  };
}

function freeCounter(value: Default | null | undefined): QualifiedName | undefined {
  return value == null ? undefined : nextvalOf(value);
}

/** The sequence that the column owns on one side, as a name, and as an expression. */
function ownCounter(
  table: QualifiedName,
  column: string,
  { default: value, identity }: ColumnChanges,
  side: "from" | "to",
) {
  const [serial, generated] = [value?.[side], identity?.[side]];
  if (serial?.kind === "serial") {
    const sequence = sequenceOf(table, column, serial);
    return { sequence, expression: quoteString(quoteName(sequence)), options: serial.options ?? {} };
  }
  if (generated == null) return undefined;
  const sequence = sequenceOfIdentity(table, column, generated);
  return { sequence, expression: identitySequence(table, column), options: generated.options };
}

function toIdentity(table: QualifiedName, column: string, from: SerialDefault, to: Identity): Steps {
  const sequence = sequenceOf(table, column, from);
  const next = identitySequence(table, column);
  return {
    before: [
      // Else pg_get_serial_sequence could answer with the old one.
      `ALTER SEQUENCE ${quoteName(sequence)} OWNED BY NONE`,
      stepAside(sequence),
    ],
    after: [
      `ALTER TABLE ${quoteName(table)} ALTER COLUMN ${quoteIdentifier(column)} ADD ${identitySql(to)}`,
      continueAfterRows(next, table, column, to.options),
      takePosition(next, oldName(sequence), to.options),
      `DROP SEQUENCE ${quoteName(oldName(sequence))}`,
      ...ownSequenceCommentSql(table, { name: column, identity: to }),
    ],
  };
}

function toSerial(table: QualifiedName, column: string, from: Identity, to: SerialDefault): Steps {
  const sequence = sequenceOfIdentity(table, column, from);
  const [create = "", ...setDefault] = makeSerial(table, column, to);
  const next = quoteString(quoteName(sequenceOf(table, column, to)));
  return {
    before: [
      stepAside(sequence),
      create,
      continueAfterRows(next, table, column, to.options ?? {}),
      takePosition(next, oldName(sequence), to.options ?? {}),
    ],
    after: [...setDefault, ...ownSequenceCommentSql(table, { name: column, default: to })],
  };
}

/** The sequence of an identity column, as an expression. */
export function identitySequence(table: QualifiedName, column: string): string {
  return `pg_get_serial_sequence(${quoteString(quoteName(table))}, ${quoteString(column)})`;
}

function stepAside(sequence: QualifiedName): string {
  return `ALTER SEQUENCE ${quoteName(sequence)} RENAME TO ${quoteIdentifier(oldName(sequence).name)}`;
}

/** Where the old sequence is further on than the rows are, and within the limits of the new one. Of a free-standing one only the server knows how it counts. */
function takePosition(next: string, old: QualifiedName, options?: SequenceOptions): string {
  const position = "coalesce(pg_catalog.pg_sequence_last_value(s.seqrelid), s.seqstart - s.seqincrement)";
  const further =
    options === undefined
      ? `CASE WHEN s.seqincrement < 0 THEN o.last_value < ${position} ELSE o.last_value > ${position} END`
      : `o.last_value ${isDescending(options) ? "<" : ">"} ${position}`;
  return [
    `SELECT setval(s.seqrelid::regclass, o.last_value) FROM ${quoteName(old)} o, pg_catalog.pg_sequence s`,
    `WHERE s.seqrelid = ${next}::regclass AND o.is_called AND o.last_value BETWEEN s.seqmin AND s.seqmax`,
    `AND ${further}`,
  ].join(" ");
}

/**
 * A sequence that takes over an existing column must not hand out numbers that are there already; those on the far side of
 * its start, or behind its end, it never comes to.
 */
export function continueAfterRows(
  sequence: string,
  table: QualifiedName,
  name: string,
  options: SequenceOptions,
): string {
  const column = quoteIdentifier(name);
  const [value, end, start] = isDescending(options)
    ? [`min(${column})`, behind(`${column} >=`, options.min), `<= ${options.max ?? "-1"}`]
    : [`max(${column})`, behind(`${column} <=`, options.max), `>= ${options.min ?? "1"}`];
  const last = `${value}${end}`;
  return `SELECT setval(${sequence}, ${last}) FROM ${quoteName(table)} HAVING ${last} ${start}`;
}

function behind(compared: string, limit: string | undefined): string {
  return limit === undefined ? "" : ` FILTER (WHERE ${compared} ${limit})`;
}

function isDescending({ increment }: SequenceOptions): boolean {
  return increment?.startsWith("-") === true;
}
