import { type QualifiedName, showName } from "@limbeck/model";

import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { quoteIdentifier, quoteType } from "../sql/identifier.ts";
import { movedTo, moveTouches, namespaceOf } from "../table/moved.ts";
import { followNamed } from "../typeName/followNamed.ts";

export interface SetEnumSchema {
  readonly kind: "setEnumSchema";
  readonly name: QualifiedName;
  /** The PostgreSQL schema that the type comes to, the default one by its name too. */
  readonly to: string;
}

export const setEnumSchemaOperations = {
  /** Moves an enum type to another PostgreSQL schema; columns, defaults and expressions follow by themselves. */
  setEnumSchema: operation({
    directive: (name: NameInput, to: string): SetEnumSchema => ({
      kind: "setEnumSchema",
      name: qualifiedName(name),
      to,
    }),
    args: (op) => [nameInput(op.name), op.to],
    reverse: (op): SetEnumSchema => ({ ...op, name: movedTo(op.name, op.to), to: namespaceOf(op.name) }),
    describe: (op) => `enum ${showName(op.name)}: moved to schema ${op.to}`,
    apply: (schema, op) => followNamed(schema, "enums", op.name, movedTo(op.name, op.to)),
    touches: (op) => moveTouches(op.name, op.to, ref.type),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`ALTER TYPE ${quoteType(op.name)} SET SCHEMA ${quoteIdentifier(op.to)}`),
      sqlite: notOnSqlite("enum types"),
    },
  }),
};
