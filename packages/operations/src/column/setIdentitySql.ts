import { type Identity, type QualifiedName } from "@limbeck/model";

import { type Change } from "../change.ts";
import { type Alter, identityMode, identitySql } from "../sql/column.ts";
import { changedOptionsSql } from "../sql/sequence.ts";
import { changedSequenceCommentSql, ownSequenceCommentSql, sequenceOfIdentity } from "../sql/serial.ts";
import { continueAfterRows, identitySequence } from "./counting.ts";

/** The statements that make a column an identity, or another one; none where it ceases to be, for that comes before. */
export function setIdentitySql(
  table: QualifiedName,
  name: string,
  { from, to }: Change<Identity | null>,
  alter: Alter,
): readonly string[] {
  if (to === null) return [];
  if (from !== undefined && from !== null) {
    const sequence = sequenceOfIdentity(table, name, to);
    return [...changeIdentity(from, to, alter), ...changedSequenceCommentSql(sequence, from, to)];
  }
  return [
    alter(`ADD ${identitySql(to)}`),
    continueAfterRows(identitySequence(table, name), table, name, to.options),
    ...ownSequenceCommentSql(table, { name, identity: to }),
  ];
}

function changeIdentity(from: Identity, to: Identity, alter: Alter): readonly string[] {
  const options = changedOptionsSql(from.options, to.options);
  const mode = from.mode === to.mode ? [] : [`SET GENERATED ${identityMode(to.mode)}`];
  const actions = [...mode, ...options.map((option) => (option === "RESTART" ? option : `SET ${option}`))];
  return actions.length === 0 ? [] : [alter(actions.join(" "))];
}
