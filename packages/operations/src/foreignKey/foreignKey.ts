import { type ForeignKey, showName } from "@limbeck/model";

import { addConstraintSql, dropConstraintSql, listOf } from "../constraint/family.ts";
import { foreignKey, type ForeignKeyInput, foreignKeyInput } from "../input/constraintInput.ts";
import { createMember, dropMember, type MemberFamily } from "../member.ts";
import { operation } from "../operation.ts";
import { takeOver } from "../partition/takeOver.ts";
import { ref } from "../ref.ts";
import { foreignKeySql } from "../sql/constraint.ts";
import { foreignKeyNeeds } from "../table/touches.ts";

const family: MemberFamily<"createForeignKey", "dropForeignKey", ForeignKey, ForeignKeyInput> = {
  create: "createForeignKey",
  drop: "dropForeignKey",
  noun: "foreign key",
  read: foreignKey,
  show: foreignKeyInput,
  ...listOf("foreignKeys"),
  makes: (table, { name }) => [ref.constraint(table, name)],
  needs: foreignKeyNeeds,
  hazards: (table, key) =>
    key.notValid === true || key.notEnforced === true
      ? []
      : [
          {
            code: "fails-on-values",
            message: `foreign key ${key.name} on ${showName(table)}: fails if a row points nowhere`,
          },
        ],
  createSql: (table, key) => addConstraintSql(table, key, foreignKeySql(key)),
  dropSql: dropConstraintSql,
};

const create = createMember(family);

export const foreignKeyOperations = {
  /** Adds a foreign key. */
  createForeignKey: operation({
    ...create,
    apply: (schema, op) => takeOver(schema, op, "foreignKeys", family.add),
  }),
  /** Drops a foreign key. */
  dropForeignKey: dropMember(family),
};
