import { type Check, showName } from "@limbeck/model";

import { addConstraintSql, dropConstraintSql, listOf } from "../constraint/family.ts";
import { check, type CheckInput, checkInput } from "../input/constraintInput.ts";
import { createMember, dropMember, type MemberFamily } from "../member.ts";
import { ref } from "../ref.ts";
import { textRefs } from "../sql/casts.ts";
import { checkSql } from "../sql/constraint.ts";
import { everyColumn } from "../table/touches.ts";

const family: MemberFamily<"createCheck", "dropCheck", Check, CheckInput> = {
  create: "createCheck",
  drop: "dropCheck",
  noun: "check constraint",
  read: check,
  show: checkInput,
  ...listOf("checks"),
  makes: (table, { name }) => [ref.constraint(table, name)],
  needs: (table, { expression }) => [everyColumn(table), ...textRefs(expression)],
  hazards: (table, { name, notValid, notEnforced }) =>
    notValid === true || notEnforced === true
      ? []
      : [
          {
            code: "fails-on-values",
            message: `check ${name} on ${showName(table)}: fails if a row breaks it`,
          },
        ],
  createSql: (table, member) => addConstraintSql(table, member, checkSql(member)),
  dropSql: dropConstraintSql,
};

export const checkOperations = {
  /** Adds a check constraint: ``op.createCheck("tasks", { name: "size", expression: sql`size > 0` })``. */
  createCheck: createMember(family),
  /** Drops a check constraint. */
  dropCheck: dropMember(family),
};
