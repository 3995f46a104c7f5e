import { type Default, type QualifiedName, type SerialDefault } from "@limbeck/model";

import { type Change } from "../change.ts";
import { type Alter } from "../sql/column.ts";
import { defaultSql } from "../sql/expression.ts";
import { quoteName } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { changedSequenceSql } from "../sql/sequence.ts";
import { changedSequenceCommentSql, makeSerial, ownSequenceCommentSql, sequenceOf } from "../sql/serial.ts";
import { continueAfterRows } from "./counting.ts";

/** The statements that give a column another default; none where it goes, for that comes before. */
export function setDefaultSql(
  table: QualifiedName,
  name: string,
  value: Change<Default | null>,
  alter: Alter,
): readonly string[] {
  const { from, to } = value;
  if (to === null) return [];
  if (from?.kind === "serial" && to.kind === "serial") return changeSerial(table, name, from, to);
  if (to.kind !== "serial") return [alter(`SET DEFAULT ${defaultSql(to)}`)];
  return [
    ...makeSerial(table, name, to),
    continueAfterRows(quoteString(quoteName(sequenceOf(table, name, to))), table, name, to.options ?? {}),
    ...ownSequenceCommentSql(table, { name, default: to }),
  ];
}

/** The sequence counts in the type of its column, which nothing but its maker sees to. */
function changeSerial(
  table: QualifiedName,
  name: string,
  from: SerialDefault,
  to: SerialDefault,
): readonly string[] {
  const sequence = sequenceOf(table, name, from);
  return [
    ...changedSequenceSql(from, to).map((change) => `ALTER SEQUENCE ${quoteName(sequence)} ${change}`),
    ...changedSequenceCommentSql(sequence, from, to),
  ];
}
