import { type Enum, nameOf, type QualifiedName, sameName, showName } from "@limbeck/model";

import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type IfExists, ifExistsOf, ifExistsSql, optionArgs } from "../ifExists.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref, usesOf } from "../ref.ts";
import { removeOne } from "../schemaChange.ts";
import { quoteType } from "../sql/identifier.ts";
import { namespaceRefs } from "../table/touches.ts";
import { createEnumSql } from "./replaceEnumSql.ts";

export interface CreateEnum {
  readonly kind: "createEnum";
  readonly type: Enum;
}

export interface DropEnum extends IfExists {
  readonly kind: "dropEnum";
  readonly name: QualifiedName;
  readonly type?: Enum;
}

export const enumOperations = {
  /** Creates an enum type: `op.createEnum("task_status", ["todo", "done"])`. */
  createEnum: operation({
    directive: (
      name: NameInput,
      values: readonly string[],
      options: { readonly comment?: string } = {},
    ): CreateEnum => ({
      kind: "createEnum",
      type: { ...qualifiedName(name), values, ...options },
    }),
    args: ({ type }): [NameInput, readonly string[], { readonly comment?: string }?] =>
      type.comment === undefined
        ? [nameInput(type), type.values]
        : [nameInput(type), type.values, { comment: type.comment }],
    reverse: (op): DropEnum => ({ kind: "dropEnum", name: nameOf(op.type), type: op.type }),
    describe: (op) => `enum ${showName(op.type)}: added`,
    apply: (schema, op) => ({ ...schema, enums: [...schema.enums, op.type] }),
    touches: (op) => ({ makes: [ref.type(op.type)], breaks: [], needs: namespaceRefs(op.type) }),
    hazards: noHazards,
    compile: { postgres: (op) => statements(...createEnumSql(op.type)), sqlite: notOnSqlite("enum types") },
  }),

  /** Drops an enum type that no column uses any more. With `{ ifExists: true }` one that is not there is passed over. */
  dropEnum: operation({
    directive: (name: NameInput, options: IfExists = {}): DropEnum => ({
      kind: "dropEnum",
      name: qualifiedName(name),
      ...ifExistsOf(options),
    }),
    args: (op): [NameInput, IfExists?] => [nameInput(op.name), ...optionArgs(ifExistsOf(op))],
    reverse: (op): CreateEnum | Irreversible =>
      op.type === undefined
        ? irreversible(`the values of enum ${showName(op.name)} are not known`)
        : { kind: "createEnum", type: op.type },
    describe: (op) => `enum ${showName(op.name)}: removed`,
    apply: (schema, op) => ({
      ...schema,
      enums: removeOne(schema.enums, (type) => sameName(type, op.name), `enum ${showName(op.name)}`, op),
    }),
    // What leaves the type goes first, as where the type is made anew.
    touches: ({ name }) => ({
      makes: [usesOf(ref.type(name))],
      breaks: [ref.type(name)],
      needs: namespaceRefs(name),
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`DROP TYPE ${ifExistsSql(op)}${quoteType(op.name)}`),
      sqlite: notOnSqlite("enum types"),
    },
  }),
};
