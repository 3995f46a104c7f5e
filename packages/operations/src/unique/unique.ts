import { showName, type Unique } from "@limbeck/model";

import { addConstraintSql, dropConstraintSql, listOf } from "../constraint/family.ts";
import { unique, type UniqueInput } from "../input/constraintInput.ts";
import { createMember, dropMember, type MemberFamily } from "../member.ts";
import { ref } from "../ref.ts";
import { uniqueSql } from "../sql/constraint.ts";
import { besideTable, columnRefs } from "../table/touches.ts";

const family: MemberFamily<"createUnique", "dropUnique", Unique, UniqueInput> = {
  create: "createUnique",
  drop: "dropUnique",
  noun: "unique constraint",
  read: unique,
  show: unique,
  ...listOf("uniques"),
  makes: (table, { name, columns }) => [
    ref.constraint(table, name),
    ref.relation(besideTable(table, name)),
    ref.key(table, columns),
  ],
  needs: (table, { columns, include = [] }) => columnRefs(table, [...columns, ...include]),
  hazards: (table, { columns }) => [
    {
      code: "fails-on-duplicates",
      message: `unique (${columns.join(", ")}) on ${showName(table)}: fails if rows repeat`,
    },
  ],
  createSql: (table, member) => addConstraintSql(table, member, uniqueSql(member)),
  dropSql: dropConstraintSql,
};

export const uniqueOperations = {
  /** Adds a unique constraint: `op.createUnique("users", { name: "users_email_key", columns: ["email"] })`. */
  createUnique: createMember(family),
  /** Drops a unique constraint. Foreign keys that point at it have to be dropped before. */
  dropUnique: dropMember(family),
};
