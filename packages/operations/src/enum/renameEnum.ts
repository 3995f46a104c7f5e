import {
  type Default,
  type QualifiedName,
  sameName,
  type Schema,
  showName,
  type SqlText,
} from "@limbeck/model";

import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { replaceOne } from "../schemaChange.ts";
import { quoteIdentifier, quoteType } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { renameValueInText } from "../table/renameText.ts";
import { besideTable, namespaceRefs } from "../table/touches.ts";
import { followInTable, followType } from "../typeName/follow.ts";
import { followNamed } from "../typeName/followNamed.ts";

export interface RenameEnum {
  readonly kind: "renameEnum";
  readonly name: QualifiedName;
  readonly to: string;
}

export interface RenameEnumValue {
  readonly kind: "renameEnumValue";
  readonly name: QualifiedName;
  readonly value: string;
  readonly to: string;
}

export const renameEnumOperations = {
  /** Gives an enum type another name; columns, defaults and expressions follow by themselves. */
  renameEnum: operation({
    directive: (name: NameInput, to: string): RenameEnum => ({
      kind: "renameEnum",
      name: qualifiedName(name),
      to,
    }),
    args: (op) => [nameInput(op.name), op.to],
    reverse: (op): RenameEnum => ({ ...op, name: besideTable(op.name, op.to), to: op.name.name }),
    describe: (op) => `enum ${showName(op.name)}: renamed to ${op.to}`,
    apply: (schema, op) => followNamed(schema, "enums", op.name, besideTable(op.name, op.to)),
    touches: (op) => ({
      makes: [ref.type(besideTable(op.name, op.to))],
      breaks: [ref.type(op.name)],
      needs: namespaceRefs(op.name),
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`ALTER TYPE ${quoteType(op.name)} RENAME TO ${quoteIdentifier(op.to)}`),
      sqlite: notOnSqlite("enum types"),
    },
  }),

  /** Gives a value of an enum type another name, in every row, default and expression at once. */
  renameEnumValue: operation({
    directive: (name: NameInput, value: string, to: string): RenameEnumValue => ({
      kind: "renameEnumValue",
      name: qualifiedName(name),
      value,
      to,
    }),
    args: (op) => [nameInput(op.name), op.value, op.to],
    reverse: (op): RenameEnumValue => ({ ...op, value: op.to, to: op.value }),
    describe: (op) => `enum ${showName(op.name)}: value '${op.value}' renamed to '${op.to}'`,
    apply: renameValueIn,
    touches: (op) => ({ makes: [], breaks: [], needs: [ref.type(op.name)] }),
    hazards: noHazards,
    compile: {
      postgres: ({ name, value, to }) =>
        statements(`ALTER TYPE ${quoteType(name)} RENAME VALUE ${quoteString(value)} TO ${quoteString(to)}`),
      sqlite: notOnSqlite("enum types"),
    },
  }),
};

function renameValueIn(schema: Schema, { name, value, to }: RenameEnumValue): Schema {
  const enums = replaceOne(
    schema.enums,
    (type) => sameName(type, name),
    (type) => ({ ...type, values: type.values.map((one) => (one === value ? to : one)) }),
    `enum ${showName(name)}`,
  );
  const literal = (one: Default): Default =>
    one.kind === "literal" && one.value === value ? { ...one, value: to } : one;
  const text = (one: SqlText): SqlText => renameValueInText(one, name, value, to);
  const tables = schema.tables.map((table) => followInTable(table, name, { literal, text }));
  return { ...schema, ...followType(schema, name, { type: (type) => type, text }), enums, tables };
}
