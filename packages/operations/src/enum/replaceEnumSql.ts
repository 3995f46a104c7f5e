import { type Enum, type Named, nameOf, type QualifiedName, truncateName } from "@limbeck/model";

import { dropConstraintSql } from "../constraint/family.ts";
import { commentStatements } from "../sql/comment.ts";
import { checkSql, foreignKeySql } from "../sql/constraint.ts";
import { defaultSql } from "../sql/expression.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { createPolicySql, policyOn } from "../sql/policy.ts";
import { createIndexSql } from "../sql/tableIndex.ts";
import { besideTable } from "../table/touches.ts";
import { type EnumColumn, type EnumUses } from "./uses.ts";

export function createEnumSql(type: Enum): readonly string[] {
  return [
    `CREATE TYPE ${quoteName(type)} AS ENUM (${type.values.map(quoteString).join(", ")})`,
    ...commentStatements({ type: nameOf(type) }, type.comment),
  ];
}

/**
 * Makes the type anew under its name and carries every column over by its text. PostgreSQL has no way to take a value
 * out of an enum or to move one (manual, ALTER TYPE). A row that holds a value that is gone stops it, all or nothing.
 */
export function replaceEnumSql(
  type: Enum,
  { columns, checks, indexes, foreignKeys, policies }: EnumUses,
): readonly string[] {
  const old = { ...nameOf(type), name: truncateName(`limbeck_old_${type.name}`) };
  return [
    ...policies.map(({ table, policy }) => `DROP POLICY ${policyOn(table, policy.name)}`),
    ...foreignKeys.flatMap(({ table, foreignKey }) => dropConstraintSql(table, foreignKey.name)),
    ...checks.flatMap(({ table, check }) => dropConstraintSql(table, check.name)),
    ...indexes.map(({ table, index }) => `DROP INDEX ${quoteName(besideTable(table, index.name))}`),
    ...columns.filter(hasDefault).map((use) => alter(use, "DROP DEFAULT")),
    `ALTER TYPE ${quoteName(type)} RENAME TO ${quoteIdentifier(old.name)}`,
    ...createEnumSql(type),
    ...columns.map((use) => carryOver(use, type)),
    ...columns.flatMap(restoreDefault),
    `DROP TYPE ${quoteName(old)}`,
    ...checks.flatMap(({ table, check }) => addConstraint(table, check, checkSql(check))),
    ...indexes.flatMap(({ table, index }) => [
      createIndexSql(table, index),
      ...commentStatements({ index: besideTable(table, index.name) }, index.comment),
    ]),
    ...foreignKeys.flatMap(({ table, foreignKey }) =>
      addConstraint(table, foreignKey, foreignKeySql(foreignKey)),
    ),
    ...policies.flatMap(({ table, policy }) => createPolicySql(table, policy)),
  ];
}

function addConstraint(table: QualifiedName, { name, comment }: Named, sql: string): readonly string[] {
  return [
    `ALTER TABLE ${quoteName(table)} ADD ${sql}`,
    ...commentStatements({ table, constraint: name }, comment),
  ];
}

function alter({ table, column }: EnumColumn, action: string): string {
  return `ALTER TABLE ${quoteName(table)} ALTER COLUMN ${quoteIdentifier(column)} ${action}`;
}

function hasDefault({ default: value }: EnumColumn): boolean {
  return value !== undefined && value.from !== null;
}

function carryOver(use: EnumColumn, type: QualifiedName): string {
  const brackets = use.array === true ? "[]" : "";
  const target = `${quoteName(type)}${brackets}`;
  return alter(use, `TYPE ${target} USING ${quoteIdentifier(use.column)}::text${brackets}::${target}`);
}

function restoreDefault(use: EnumColumn): readonly string[] {
  const value = use.default?.to;
  return value == null || value.kind === "serial" ? [] : [alter(use, `SET DEFAULT ${defaultSql(value)}`)];
}
