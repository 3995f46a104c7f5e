import { type Exclusion, showName } from "@limbeck/model";

import { addConstraintSql, dropConstraintSql, listOf } from "../constraint/family.ts";
import { type ExcludeInput, exclusion, exclusionInput } from "../input/exclusionInput.ts";
import { createMember, dropMember, type MemberFamily } from "../member.ts";
import { ref } from "../ref.ts";
import { exclusionSql } from "../sql/constraint.ts";
import {
  besideTable,
  columnRefs,
  everyColumn,
  expressionIndex,
  indexCalls,
  indexColumns,
} from "../table/touches.ts";

const family: MemberFamily<"createExclude", "dropExclude", Exclusion, ExcludeInput> = {
  create: "createExclude",
  drop: "dropExclude",
  noun: "exclusion constraint",
  read: exclusion,
  show: exclusionInput,
  ...listOf("exclusions"),
  makes: (table, { name }) => [ref.constraint(table, name), ref.relation(besideTable(table, name))],
  needs: (table, member) => [
    ...columnRefs(table, indexColumns(member)),
    ...(expressionIndex(member) ? [everyColumn(table), ...indexCalls(member)] : []),
  ],
  hazards: (table, { name }) => [
    {
      code: "fails-on-duplicates",
      message: `exclusion constraint ${name} on ${showName(table)}: fails if rows exclude each other`,
    },
  ],
  createSql: (table, member) => addConstraintSql(table, member, exclusionSql(member)),
  dropSql: dropConstraintSql,
};

export const exclusionOperations = {
  /** Adds an exclusion constraint: no two rows may match on every element. */
  createExclude: createMember(family),
  /** Drops an exclusion constraint. */
  dropExclude: dropMember(family),
};
