import { type Check, type ForeignKey, type Named, type QualifiedName, showName } from "@limbeck/model";

import {
  check,
  type CheckInput,
  checkInput,
  foreignKey,
  type ForeignKeyInput,
  foreignKeyInput,
} from "../input/constraintInput.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref, type Touches } from "../ref.ts";
import { changeTable } from "../schemaChange.ts";
import { commentStatements } from "../sql/comment.ts";
import { checkSql, foreignKeySql } from "../sql/constraint.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { changeConstraint } from "./family.ts";

/** A constraint that can be NOT VALID. */
export type LateConstraint = { readonly check: Check } | { readonly foreignKey: ForeignKey };
export type LateConstraintInput = { readonly check: CheckInput } | { readonly foreignKey: ForeignKeyInput };

export interface ValidateConstraint {
  readonly kind: "validateConstraint";
  readonly table: QualifiedName;
  readonly name: string;
  /** What is validated; known where autogenerate made the operation. */
  readonly constraint?: LateConstraint;
}

export interface InvalidateConstraint {
  readonly kind: "invalidateConstraint";
  readonly table: QualifiedName;
  readonly constraint: LateConstraint;
}

export const validateOperations = {
  /** Checks the rows that were there before a NOT VALID constraint, and marks it valid. */
  validateConstraint: operation({
    directive: (table: NameInput, name: string): ValidateConstraint => ({
      kind: "validateConstraint",
      table: qualifiedName(table),
      name,
    }),
    args: (op) => [nameInput(op.table), op.name],
    // Of a constraint that is not known, a valid one says the same about every row; there is nothing to take back.
    reverse: (op): InvalidateConstraint | ValidateConstraint =>
      op.constraint === undefined
        ? op
        : { kind: "invalidateConstraint", table: op.table, constraint: op.constraint },
    describe: (op) => `constraint ${op.name} on ${showName(op.table)}: validated`,
    apply: (schema, op) =>
      changeTable(schema, op.table, (table) =>
        changeConstraint(table, op.name, (item) => {
          const { notValid: _, ...valid } = item as Named & { readonly notValid?: true };
          return valid;
        }),
      ),
    touches: ({ table, name }) => touchesOf(table, name),
    hazards: ({ table, name }) => [
      {
        code: "fails-on-values",
        message: `constraint ${name} on ${showName(table)} is validated: fails if it does not hold for a row`,
      },
    ],
    compile: {
      postgres: ({ table, name }) => ({
        kind: "statements",
        statements: [
          {
            sql: `ALTER TABLE ${quoteName(table)} VALIDATE CONSTRAINT ${quoteIdentifier(name)}`,
            transaction: "later",
          },
        ],
      }),
      // Every constraint of SQLite has looked at the rows that were there.
      sqlite: () => statements(),
    },
  }),

  /** Makes a check or a foreign key anew as NOT VALID, the opposite of `validateConstraint`: PostgreSQL has no other way. */
  invalidateConstraint: operation({
    directive: (table: NameInput, input: LateConstraintInput): InvalidateConstraint => ({
      kind: "invalidateConstraint",
      table: qualifiedName(table),
      constraint:
        "check" in input
          ? { check: { ...check(input.check), notValid: true } }
          : { foreignKey: { ...foreignKey(input.foreignKey), notValid: true } },
    }),
    args: ({ table, constraint }): [NameInput, LateConstraintInput] => [
      nameInput(table),
      "check" in constraint
        ? { check: checkInput(constraint.check) }
        : { foreignKey: foreignKeyInput(constraint.foreignKey) },
    ],
    reverse: ({ table, constraint }): ValidateConstraint => ({
      kind: "validateConstraint",
      table,
      name: named(constraint).name,
      constraint,
    }),
    describe: ({ table, constraint }) =>
      `constraint ${named(constraint).name} on ${showName(table)}: holds for new rows only`,
    apply: (schema, { table: name, constraint }) =>
      changeTable(schema, name, (table) =>
        changeConstraint(table, named(constraint).name, (item) => ({ ...item, notValid: true })),
      ),
    touches: ({ table, constraint }) => touchesOf(table, named(constraint).name),
    hazards: noHazards,
    compile: {
      postgres: ({ table, constraint }) => statements(...invalidateSql(table, constraint)),
      sqlite: notOnSqlite("constraints that are not yet valid"),
    },
  }),
};

function named(constraint: LateConstraint): Named {
  return "check" in constraint ? constraint.check : constraint.foreignKey;
}

function touchesOf(table: QualifiedName, name: string): Touches {
  return { makes: [], breaks: [], needs: [ref.relation(table), ref.constraint(table, name)] };
}

function invalidateSql(table: QualifiedName, constraint: LateConstraint): readonly string[] {
  const { name, comment } = named(constraint);
  const sql = "check" in constraint ? checkSql(constraint.check) : foreignKeySql(constraint.foreignKey);
  return [
    `ALTER TABLE ${quoteName(table)} DROP CONSTRAINT ${quoteIdentifier(name)}, ADD ${sql}`,
    ...commentStatements({ table, constraint: name }, comment),
  ];
}
