import { type QualifiedName, showName } from "@limbeck/model";

import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { movedTo, moveTouches, namespaceOf } from "./moved.ts";
import { moveTableIn } from "./rename.ts";

export interface SetTableSchema {
  readonly kind: "setTableSchema";
  readonly table: QualifiedName;
  /** The PostgreSQL schema that the table comes to, the default one by its name too. */
  readonly to: string;
}

export const setTableSchemaOperations = {
  /**
   * Moves a table to another PostgreSQL schema: `op.setTableSchema("tasks", "archive")`. Its rows, indexes, constraints, triggers,
   * policies and the sequences that its columns own go along; foreign keys and views follow.
   */
  setTableSchema: operation({
    directive: (name: NameInput, to: string): SetTableSchema => ({
      kind: "setTableSchema",
      table: qualifiedName(name),
      to,
    }),
    args: (op) => [nameInput(op.table), op.to],
    reverse: (op): SetTableSchema => ({
      ...op,
      table: movedTo(op.table, op.to),
      to: namespaceOf(op.table),
    }),
    describe: (op) => `table ${showName(op.table)}: moved to schema ${op.to}`,
    apply: (schema, op) => moveTableIn(schema, op.table, movedTo(op.table, op.to)),
    touches: (op) => moveTouches(op.table, op.to, ref.relation),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`ALTER TABLE ${quoteName(op.table)} SET SCHEMA ${quoteIdentifier(op.to)}`),
      sqlite: notOnSqlite("schemas"),
    },
  }),
};
