import { type QualifiedName, showName } from "@limbeck/model";

import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { changeTable, replaceOne } from "../schemaChange.ts";
import { quoteIdentifier } from "../sql/identifier.ts";
import { policyOn } from "../sql/policy.ts";

export interface RenamePolicy {
  readonly kind: "renamePolicy";
  readonly table: QualifiedName;
  readonly name: string;
  readonly to: string;
}

export const renamePolicyOperations = {
  /** Gives a policy another name. */
  renamePolicy: operation({
    directive: (table: NameInput, name: string, to: string): RenamePolicy => ({
      kind: "renamePolicy",
      table: qualifiedName(table),
      name,
      to,
    }),
    args: (op) => [nameInput(op.table), op.name, op.to],
    reverse: (op): RenamePolicy => ({ ...op, name: op.to, to: op.name }),
    describe: (op) => `policy ${op.name} on ${showName(op.table)}: renamed to ${op.to}`,
    apply: (schema, op) =>
      changeTable(schema, op.table, (table) => ({
        ...table,
        policies: replaceOne(
          table.policies,
          ({ name }) => name === op.name,
          (policy) => ({ ...policy, name: op.to }),
          `policy ${op.name} on ${showName(op.table)}`,
        ),
      })),
    touches: (op) => ({
      makes: [ref.policy(op.table, op.to)],
      breaks: [ref.policy(op.table, op.name)],
      needs: [ref.relation(op.table)],
    }),
    hazards: noHazards,
    compile: {
      postgres: ({ table, name, to }) =>
        statements(`ALTER POLICY ${policyOn(table, name)} RENAME TO ${quoteIdentifier(to)}`),
      sqlite: notOnSqlite("row-level security"),
    },
  }),
};
