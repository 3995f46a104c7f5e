import { type Check, type ForeignKey, type PrimaryKey, spelling, type Unique } from "@limbeck/model";

import { quoteIdentifier, quoteList } from "../identifier.ts";
import { namedSql, onConflictSql } from "./clause.ts";
import { collateSql } from "./collation.ts";

const DEFERRABLE = {
  immediate: "DEFERRABLE INITIALLY IMMEDIATE",
  deferred: "DEFERRABLE INITIALLY DEFERRED",
} as const;

export function primaryKeySql(key: PrimaryKey): string {
  return [...namedSql(key), `PRIMARY KEY (${keyColumns(key)})`, ...onConflictSql(key.onConflict)].join(" ");
}

export function uniqueSql(unique: Unique): string {
  return [...namedSql(unique), `UNIQUE (${keyColumns(unique)})`, ...onConflictSql(unique.onConflict)].join(
    " ",
  );
}

function keyColumns({ columns, descending = [], collations = {} }: Unique): string {
  // A column may be called `constructor`, which every object answers for.
  const collationOf = new Map(Object.entries(collations));
  return columns
    .map((column) =>
      [
        quoteIdentifier(column),
        ...collateSql(collationOf.get(column)),
        ...(descending.includes(column) ? ["DESC"] : []),
      ].join(" "),
    )
    .join(", ");
}

/** Without columns of its own, a key points at the primary key of the other table. */
export function foreignKeySql(key: ForeignKey): string {
  const { references, onDelete, onUpdate, match, deferrable } = key;
  const target = references.columns.length === 0 ? "" : ` ${quoteList(references.columns)}`;
  return [
    ...namedSql(key),
    `FOREIGN KEY ${quoteList(key.columns)} REFERENCES ${quoteIdentifier(references.table.name)}${target}`,
    ...(onDelete === undefined ? [] : [`ON DELETE ${onDelete.toUpperCase()}`]),
    ...(onUpdate === undefined ? [] : [`ON UPDATE ${onUpdate.toUpperCase()}`]),
    ...(match === undefined ? [] : [`MATCH ${match.toUpperCase()}`]),
    ...(deferrable === undefined ? [] : [DEFERRABLE[deferrable]]),
  ].join(" ");
}

export function checkSql(check: Check): string {
  return [...namedSql(check), `CHECK (${spelling(check.expression)})`].join(" ");
}
