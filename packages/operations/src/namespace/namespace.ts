import { type Namespace } from "@limbeck/model";

import { defined } from "../input/defined.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { removeOne } from "../schemaChange.ts";
import { commentStatements } from "../sql/comment.ts";
import { quoteIdentifier } from "../sql/identifier.ts";

export interface CreateSchema {
  readonly kind: "createSchema";
  readonly namespace: Namespace;
}

export interface DropSchema {
  readonly kind: "dropSchema";
  readonly namespace: Namespace;
}

export const namespaceOperations = {
  /** Creates a PostgreSQL schema: `op.createSchema("auth")`. */
  createSchema: operation({
    directive: (name: string, options: { readonly comment?: string } = {}): CreateSchema => ({
      kind: "createSchema",
      namespace: defined({ name, comment: options.comment }),
    }),
    args: ({ namespace: { name, comment } }) => (comment === undefined ? [name] : [name, { comment }]),
    reverse: (op): DropSchema => ({ ...op, kind: "dropSchema" }),
    describe: (op) => `schema ${op.namespace.name}: added`,
    apply: (schema, op) => ({ ...schema, namespaces: [...schema.namespaces, op.namespace] }),
    touches: (op) => ({ makes: [ref.namespace(op.namespace.name)], breaks: [], needs: [] }),
    hazards: noHazards,
    compile: {
      postgres: ({ namespace: { name, comment } }) =>
        statements(`CREATE SCHEMA ${quoteIdentifier(name)}`, ...commentStatements({ schema: name }, comment)),
      sqlite: notOnSqlite("schemas"),
    },
  }),

  /** Drops an empty PostgreSQL schema. */
  dropSchema: operation({
    directive: (name: string): DropSchema => ({ kind: "dropSchema", namespace: { name } }),
    args: (op) => [op.namespace.name],
    reverse: (op): CreateSchema => ({ ...op, kind: "createSchema" }),
    describe: (op) => `schema ${op.namespace.name}: removed`,
    apply: (schema, { namespace: { name } }) => ({
      ...schema,
      namespaces: removeOne(schema.namespaces, (namespace) => namespace.name === name, `schema ${name}`),
    }),
    touches: (op) => ({ makes: [], breaks: [ref.namespace(op.namespace.name)], needs: [] }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`DROP SCHEMA ${quoteIdentifier(op.namespace.name)}`),
      sqlite: notOnSqlite("schemas"),
    },
  }),
};
