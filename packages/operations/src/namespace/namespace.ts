import { type Namespace } from "@limbeck/model";

import { defined } from "../input/defined.ts";
import {
  backFromCreate,
  backFromDrop,
  type IfExists,
  ifExistsOf,
  ifExistsSql,
  type IfNotExists,
  ifNotExistsOf,
  ifNotExistsSql,
  optionArgs,
} from "../ifExists.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { removeOne } from "../schemaChange.ts";
import { commentStatements } from "../sql/comment.ts";
import { quoteIdentifier } from "../sql/identifier.ts";
import { namespaceIsMissing, unlessThereSql } from "../sql/unlessThere.ts";

export interface CreateSchema extends IfNotExists {
  readonly kind: "createSchema";
  readonly namespace: Namespace;
}

export interface DropSchema extends IfExists {
  readonly kind: "dropSchema";
  readonly namespace: Namespace;
}

export interface SchemaInput extends IfNotExists {
  readonly comment?: string;
}

export const namespaceOperations = {
  /** Creates a PostgreSQL schema: `op.createSchema("auth")`. With `{ ifNotExists: true }` one that is there stays as it is. */
  createSchema: operation({
    directive: (name: string, options: SchemaInput = {}): CreateSchema => ({
      kind: "createSchema",
      namespace: defined({ name, comment: options.comment }),
      ...ifNotExistsOf(options),
    }),
    args: ({ namespace: { name, comment }, ...op }): [string, SchemaInput?] => [
      name,
      ...optionArgs(defined({ comment, ...ifNotExistsOf(op) })),
    ],
    reverse: (op): DropSchema => ({ kind: "dropSchema", namespace: op.namespace, ...backFromCreate(op) }),
    describe: (op) => `schema ${op.namespace.name}: added`,
    apply: (schema, op) =>
      op.ifNotExists === true && schema.namespaces.some(({ name }) => name === op.namespace.name)
        ? schema
        : { ...schema, namespaces: [...schema.namespaces, op.namespace] },
    touches: (op) => ({ makes: [ref.namespace(op.namespace.name)], breaks: [], needs: [] }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(...createSql(op)),
      sqlite: notOnSqlite("schemas"),
    },
  }),

  /** Drops an empty PostgreSQL schema. With `{ ifExists: true }` one that is not there is passed over. */
  dropSchema: operation({
    directive: (name: string, options: IfExists = {}): DropSchema => ({
      kind: "dropSchema",
      namespace: { name },
      ...ifExistsOf(options),
    }),
    args: (op): [string, IfExists?] => [op.namespace.name, ...optionArgs(ifExistsOf(op))],
    reverse: (op): CreateSchema => ({ kind: "createSchema", namespace: op.namespace, ...backFromDrop(op) }),
    describe: (op) => `schema ${op.namespace.name}: removed`,
    apply: (schema, { namespace: { name }, ...options }) => ({
      ...schema,
      namespaces: removeOne(schema.namespaces, (one) => one.name === name, `schema ${name}`, options),
    }),
    touches: (op) => ({ makes: [], breaks: [ref.namespace(op.namespace.name)], needs: [] }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`DROP SCHEMA ${ifExistsSql(op)}${quoteIdentifier(op.namespace.name)}`),
      sqlite: notOnSqlite("schemas"),
    },
  }),
};

/** All that it takes; of several statements, none where the schema is there. */
function createSql({ namespace: { name, comment }, ...op }: CreateSchema): readonly string[] {
  const create = (said: IfNotExists): string =>
    `CREATE SCHEMA ${ifNotExistsSql(said)}${quoteIdentifier(name)}`;
  const more = commentStatements({ schema: name }, comment);
  return op.ifNotExists === true && more.length > 0
    ? [unlessThereSql(namespaceIsMissing(name), [create({}), ...more])]
    : [create(op), ...more];
}
