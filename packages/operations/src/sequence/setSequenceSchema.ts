import { type QualifiedName, showName } from "@limbeck/model";

import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { movedTo, moveTouches, namespaceOf } from "../table/moved.ts";
import { moveSequenceIn } from "./moveSequence.ts";

export interface SetSequenceSchema {
  readonly kind: "setSequenceSchema";
  readonly name: QualifiedName;
  /** The PostgreSQL schema that the sequence comes to, the default one by its name too. */
  readonly to: string;
}

export const setSequenceSchemaOperations = {
  /** Moves a free-standing sequence to another PostgreSQL schema; one that a column owns goes with its table only. */
  setSequenceSchema: operation({
    directive: (name: NameInput, to: string): SetSequenceSchema => ({
      kind: "setSequenceSchema",
      name: qualifiedName(name),
      to,
    }),
    args: (op) => [nameInput(op.name), op.to],
    reverse: (op): SetSequenceSchema => ({ ...op, name: movedTo(op.name, op.to), to: namespaceOf(op.name) }),
    describe: (op) => `sequence ${showName(op.name)}: moved to schema ${op.to}`,
    apply: (schema, op) => moveSequenceIn(schema, op.name, movedTo(op.name, op.to)),
    touches: (op) => moveTouches(op.name, op.to, ref.relation),
    hazards: noHazards,
    compile: {
      postgres: (op) =>
        statements(`ALTER SEQUENCE ${quoteName(op.name)} SET SCHEMA ${quoteIdentifier(op.to)}`),
      sqlite: notOnSqlite("sequences"),
    },
  }),
};
