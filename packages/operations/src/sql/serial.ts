import {
  canonicalSpelling,
  type Column,
  type QualifiedName,
  type SequenceType,
  type SerialDefault,
  type SqlText,
} from "@limbeck/model";

import { quoteIdentifier, quoteName } from "./identifier.ts";
import { quoteString } from "./literal.ts";
import { sequenceOptionsSql } from "./sequence.ts";

/**
 * The name that PostgreSQL gives to the sequence of a serial or identity column, `table_column_seq`, cut as the server
 * cuts it: the longer of both parts loses bytes until the whole fits (makeObjectName in PostgreSQL's indexcmds.c).
 */
export function serialSequenceName({ schema, name }: QualifiedName, column: string): QualifiedName {
  const [table, part] = cut(name, column, 63 - "__seq".length);
  const sequence = `${table}_${part}_seq`;
  return schema === undefined ? { name: sequence } : { schema, name: sequence };
}

function cut(first: string, second: string, room: number): readonly [string, string] {
  const [a, b] = [Buffer.from(first), Buffer.from(second)];
  let [left, right] = [a.length, b.length];
  while (left + right > room) {
    if (left > right) left -= 1;
    else right -= 1;
  }
  return [clip(a, left), clip(b, right)];
}

/** Cuts whole characters only, as pg_mbcliplen does. */
function clip(bytes: Buffer, length: number): string {
  let end = length;
  while (end < bytes.length && end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString();
}

/** Where a serial column's sequence is called. */
export function sequenceOf(table: QualifiedName, column: string, value: SerialDefault): QualifiedName {
  return value.sequence ?? serialSequenceName(table, column);
}

/** Makes the sequence of a column that is there, ties it to the column and lets the column count by it. */
export function serialStatements(
  table: QualifiedName,
  { name, type, default: value }: Column,
  unlogged = false,
): readonly string[] {
  if (value?.kind !== "serial") return [];
  const counted = value.type ?? sequenceType(type);
  return makeSerial(table, name, counted === undefined ? value : { ...value, type: counted }, unlogged);
}

/** What the sequence of a serial column of that type counts in. */
export function sequenceType(type: SqlText): SequenceType | undefined {
  return SEQUENCE_TYPES.find((known) => known === canonicalSpelling(type));
}

const SEQUENCE_TYPES = ["smallint", "integer", "bigint"] as const;

export function makeSerial(
  table: QualifiedName,
  column: string,
  value: SerialDefault,
  unlogged = false,
): readonly string[] {
  const sequence = quoteName(sequenceOf(table, column, value));
  const owner = `${quoteName(table)}.${quoteIdentifier(column)}`;
  const typed = value.type === undefined ? [] : [`AS ${value.type}`];
  return [
    [
      unlogged ? "CREATE UNLOGGED SEQUENCE" : "CREATE SEQUENCE",
      sequence,
      ...typed,
      ...sequenceOptionsSql(value.options ?? {}),
      `OWNED BY ${owner}`,
    ].join(" "),
    `ALTER TABLE ${quoteName(table)} ALTER COLUMN ${quoteIdentifier(column)} SET DEFAULT nextval(${quoteString(sequence)}::regclass)`,
  ];
}
