import { type PrimaryKey, showName } from "@limbeck/model";

import { dropConstraintSql } from "../constraint/family.ts";
import { primaryKey, type PrimaryKeyInput, primaryKeyInput } from "../input/constraintInput.ts";
import { createKeyRow, createKeySql, dropKeyRow, type KeyFamily } from "../constraint/key.ts";
import { ref } from "../ref.ts";
import { primaryKeySql } from "../sql/constraint.ts";
import { partMakes, partNeeds } from "../table/parts.ts";
import { besideTable, columnRefs } from "../table/touches.ts";

const family: KeyFamily<"createPrimaryKey", "dropPrimaryKey", PrimaryKey, PrimaryKeyInput> = {
  create: "createPrimaryKey",
  drop: "dropPrimaryKey",
  noun: "primary key",
  words: "PRIMARY KEY",
  place: "primaryKey",
  read: primaryKey,
  show: primaryKeyInput,
  add: (table, key) => ({ ...table, primaryKey: key }),
  has: ({ primaryKey: key }, name) => key?.name === name,
  remove: ({ primaryKey: _, ...table }) => table,
  makes: (table, { name, columns, parts = [] }) => [
    ref.constraint(table, name),
    ref.relation(besideTable(table, name)),
    ref.key(table, columns),
    // A table has one primary key: the old one goes before the new one comes, whatever they are called.
    ref.primaryKey(table),
    // While it is there, none of its columns can allow NULL.
    ...columns.map((column) => ref.nullsIn(table, column)),
    ...partMakes({ parts }, columns),
  ],
  needs: (table, { columns, include = [], ...key }) => [
    ...columnRefs(table, [...columns, ...include]),
    ...partNeeds(table, key),
  ],
  hazards: (table, { columns }) => [
    {
      code: "fails-on-duplicates",
      message: `primary key (${columns.join(", ")}) on ${showName(table)}: fails if rows repeat or hold a NULL`,
    },
  ],
  createSql: (table, key) => createKeySql(table, key, primaryKeySql),
  dropSql: dropConstraintSql,
};

export const primaryKeyOperations = {
  /**
   * Adds a primary key: `op.createPrimaryKey("users", { name: "users_pkey", columns: ["id"] })`. With `{ concurrently: true }` its index is
   * built before, while the table is written to; the revision leaves its transaction for it.
   */
  createPrimaryKey: createKeyRow(family),
  /** Drops a primary key. Foreign keys that point at it have to be dropped before. */
  dropPrimaryKey: dropKeyRow(family),
};
