import { type QualifiedName, showName } from "@limbeck/model";

import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { dropArgs, type IfExists, ifExistsOf } from "../ifExists.ts";
import { noHazards, operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { changeTable } from "../schemaChange.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { besideTable } from "../table/touches.ts";
import { renameUsed } from "../tableIndex/renameUsed.ts";
import { changeConstraint, dropConstraintSql, hasConstraint } from "./family.ts";
import { rebuilds } from "../rebuild/alter.ts";

export interface RenameConstraint {
  readonly kind: "renameConstraint";
  readonly table: QualifiedName;
  readonly name: string;
  readonly to: string;
}

export interface DropConstraint extends IfExists {
  readonly kind: "dropConstraint";
  readonly table: QualifiedName;
  readonly name: string;
}

export const constraintOperations = {
  /** Gives a constraint another name; the index of a key takes it too. */
  renameConstraint: operation({
    directive: (table: NameInput, name: string, to: string): RenameConstraint => ({
      kind: "renameConstraint",
      table: qualifiedName(table),
      name,
      to,
    }),
    args: (op) => [nameInput(op.table), op.name, op.to],
    reverse: (op): RenameConstraint => ({ ...op, name: op.to, to: op.name }),
    describe: (op) => `constraint ${op.name} on ${showName(op.table)}: renamed to ${op.to}`,
    apply: (schema, op) =>
      changeTable(schema, op.table, (table) =>
        renameUsed(
          changeConstraint(table, op.name, ({ unnamed: _, derivedName: __, ...item }) => ({
            ...item,
            name: op.to,
          })),
          op,
        ),
      ),
    // It may be a key, whose index shares its name with the relations beside the table.
    touches: (op) => ({
      makes: [ref.constraint(op.table, op.to), ref.relation(besideTable(op.table, op.to))],
      breaks: [ref.constraint(op.table, op.name), ref.relation(besideTable(op.table, op.name))],
      needs: [ref.relation(op.table)],
    }),
    hazards: noHazards,
    compile: {
      postgres: ({ table, name, to }) =>
        statements(
          `ALTER TABLE ${quoteName(table)} RENAME CONSTRAINT ${quoteIdentifier(name)} TO ${quoteIdentifier(to)}`,
        ),
      sqlite: rebuilds,
    },
  }),

  /**
   * Drops a constraint of any kind by its name; a shorthand for revisions written by hand. With `{ ifExists: true }` one that is not there is
   * passed over.
   */
  dropConstraint: operation({
    directive: (table: NameInput, name: string, options: IfExists = {}): DropConstraint => ({
      kind: "dropConstraint",
      table: qualifiedName(table),
      name,
      ...ifExistsOf(options),
    }),
    args: dropArgs,
    reverse: (op): Irreversible =>
      irreversible(`what constraint ${op.name} on ${showName(op.table)} was is not known`),
    describe: (op) => `constraint ${op.name} on ${showName(op.table)}: removed`,
    apply: (schema, op) =>
      changeTable(schema, op.table, (table) =>
        op.ifExists === true && !hasConstraint(table, op.name)
          ? table
          : changeConstraint(table, op.name, () => undefined),
      ),
    touches: (op) => ({
      makes: [],
      breaks: [ref.constraint(op.table, op.name)],
      needs: [ref.relation(op.table)],
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(...dropConstraintSql(op.table, op.name, op)),
      sqlite: rebuilds,
    },
  }),
};
