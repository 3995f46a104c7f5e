import { type Check, showName } from "@limbeck/model";

import { dropConstraintSql, listOf } from "../constraint/family.ts";
import { check, type CheckInput, checkInput } from "../input/constraintInput.ts";
import { type IfExists } from "../ifExists.ts";
import { type NameInput, nameInput } from "../input/nameInput.ts";
import { createMember, dropMember, type DropMember, type MemberFamily } from "../member.ts";
import { operation } from "../operation.ts";
import { ref } from "../ref.ts";
import { textRefs } from "../sql/casts.ts";
import { commentStatements } from "../sql/comment.ts";
import { addCheckSql } from "../sql/constraint.ts";
import { everyColumn } from "../table/touches.ts";

const family: MemberFamily<"createCheck", "dropCheck", Check, CheckInput> = {
  create: "createCheck",
  drop: "dropCheck",
  noun: "check constraint",
  read: check,
  show: checkInput,
  ...listOf("checks"),
  makes: (table, { name }) => [ref.constraint(table, name)],
  needs: (table, { expression, validIn = [] }) => [
    everyColumn(table),
    ...textRefs(expression),
    ...validIn.map(ref.relation),
  ],
  hazards: (table, { name, notValid, notEnforced }) =>
    notValid === true || notEnforced === true
      ? []
      : [
          {
            code: "fails-on-values",
            message: `check ${name} on ${showName(table)}: fails if a row breaks it`,
          },
        ],
  createSql: (table, member) => [
    ...addCheckSql(table, member),
    ...commentStatements({ table, constraint: member.name }, member.comment),
  ],
  dropSql: dropConstraintSql,
};

const drop = dropMember(family);

export const checkOperations = {
  /** Adds a check constraint: ``op.createCheck("tasks", { name: "size", expression: sql`size > 0` })``. */
  createCheck: createMember(family),
  /** Drops a check constraint. One that nobody named, as SQLite allows, is found by what it says: that is the third argument. */
  dropCheck: operation({
    ...drop,
    directive: (
      table: NameInput,
      name: string,
      said: CheckInput | IfExists = {},
    ): DropMember<"dropCheck", Check> =>
      "expression" in said
        ? { ...drop.directive(table, name), definition: check(said) }
        : drop.directive(table, name, said),
    args: (op): [NameInput, string, (CheckInput | IfExists)?] =>
      op.definition?.unnamed === true
        ? [nameInput(op.table), op.name, checkInput(op.definition)]
        : drop.args(op),
  }),
};
