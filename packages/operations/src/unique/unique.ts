import { showName, type Unique } from "@limbeck/model";

import { dropConstraintSql, listOf } from "../constraint/family.ts";
import { unique, type UniqueInput, uniqueInput } from "../input/constraintInput.ts";
import { createKeyRow, createKeySql, dropKeyRow, type KeyFamily } from "../constraint/key.ts";
import { ref } from "../ref.ts";
import { uniqueSql } from "../sql/constraint.ts";
import { partMakes, partNeeds } from "../table/parts.ts";
import { besideTable, columnRefs } from "../table/touches.ts";

const family: KeyFamily<"createUnique", "dropUnique", Unique, UniqueInput> = {
  create: "createUnique",
  drop: "dropUnique",
  noun: "unique constraint",
  words: "UNIQUE",
  place: "uniques",
  read: unique,
  show: uniqueInput,
  ...listOf("uniques"),
  makes: (table, { name, columns, ...key }) => [
    ref.constraint(table, name),
    ref.relation(besideTable(table, name)),
    ref.key(table, columns),
    ...partMakes(key, columns),
  ],
  needs: (table, { columns, include = [], ...key }) => [
    ...columnRefs(table, [...columns, ...include]),
    ...partNeeds(table, key),
  ],
  hazards: (table, { columns }) => [
    {
      code: "fails-on-duplicates",
      message: `unique (${columns.join(", ")}) on ${showName(table)}: fails if rows repeat`,
    },
  ],
  createSql: (table, key) => createKeySql(table, key, uniqueSql),
  dropSql: dropConstraintSql,
};

export const uniqueOperations = {
  /**
   * Adds a unique constraint: `op.createUnique("users", { name: "users_email_key", columns: ["email"] })`. With
   * `{ concurrently: true }` its index is built before, while the table is written to; the revision leaves its transaction for it.
   */
  createUnique: createKeyRow(family),
  /** Drops a unique constraint. Foreign keys that point at it have to be dropped before. */
  dropUnique: dropKeyRow(family),
};
