import {
  canonicalSpelling,
  type Column,
  type Identity,
  type QualifiedName,
  type SequenceType,
  type SerialDefault,
  type SqlText,
} from "@limbeck/model";

import { commentSql, commentStatements } from "./comment.ts";
import { quoteIdentifier, quoteName } from "./identifier.ts";
import { quoteString } from "./literal.ts";
import { sequenceOptionsSql } from "./sequence.ts";
import { serverName } from "./serverName.ts";

/** The name that PostgreSQL gives to the sequence of a serial or identity column: `table_column_seq`. */
export function serialSequenceName({ schema, name }: QualifiedName, column: string): QualifiedName {
  const sequence = serverName(name, column, "seq");
  return schema === undefined ? { name: sequence } : { schema, name: sequence };
}

/** Where a serial column's sequence is called. */
export function sequenceOf(table: QualifiedName, column: string, value: SerialDefault): QualifiedName {
  return value.sequence ?? serialSequenceName(table, column);
}

/** The sequence of an identity column. */
export function sequenceOfIdentity(
  table: QualifiedName,
  column: string,
  { sequence }: Identity,
): QualifiedName {
  const derived = serialSequenceName(table, column);
  return sequence === undefined ? derived : { ...derived, name: sequence };
}

/** The sequence that a column has of its own, being serial or an identity. */
export function ownSequences(
  table: QualifiedName,
  { name, default: value, identity }: Pick<Column, "name" | "default" | "identity">,
): readonly QualifiedName[] {
  if (value?.kind === "serial") return [sequenceOf(table, name, value)];
  return identity === undefined ? [] : [sequenceOfIdentity(table, name, identity)];
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

/** The statement for the comment of the sequence that a column owns; none where it owns none, or that has none. */
export function ownSequenceCommentSql(
  table: QualifiedName,
  { name, default: value, identity }: Pick<Column, "name" | "default" | "identity">,
): readonly string[] {
  if (value?.kind === "serial")
    return commentStatements({ sequence: sequenceOf(table, name, value) }, value.comment);
  if (identity === undefined) return [];
  return commentStatements({ sequence: sequenceOfIdentity(table, name, identity) }, identity.comment);
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

interface Commented {
  readonly comment?: string;
}

export function changedSequenceCommentSql(
  sequence: QualifiedName,
  from: Commented,
  to: Commented,
): readonly string[] {
  return from.comment === to.comment ? [] : [commentSql({ sequence }, to.comment ?? null)];
}
