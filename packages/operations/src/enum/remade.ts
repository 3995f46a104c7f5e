import {
  type Column,
  type Named,
  nameOf,
  type QualifiedName,
  type Schema,
  truncateName,
} from "@limbeck/model";

import { dropConstraintSql } from "../constraint/family.ts";
import { ref, type Touches, usesOf } from "../ref.ts";
import { changeTable } from "../schemaChange.ts";
import { commentStatements } from "../sql/comment.ts";
import { checkSql, foreignKeySql } from "../sql/constraint.ts";
import { defaultSql } from "../sql/expression.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { createPolicySql, policyOn } from "../sql/policy.ts";
import { createIndexSql } from "../sql/tableIndex.ts";
import { createViewSql, dropViewSql } from "../sql/view.ts";
import { besideTable, columnAmong } from "../table/touches.ts";
import { type EnumColumn, type EnumUses } from "./uses.ts";

/** A type that is made anew stands in the way of whatever computes with its columns, as a change of their type does. */
export function remadeTouches(name: QualifiedName, uses: EnumUses | undefined): Touches {
  const type = ref.type(name);
  const columns = (uses?.columns ?? []).flatMap(({ table, column }) => columnAmong(table, { name: column }));
  return { makes: [type, usesOf(type), ...columns], breaks: [type, ...columns], needs: [] };
}

/** The new type brings the defaults of its columns along. */
export function carryDefault(schema: Schema, { table, column, default: value }: EnumColumn): Schema {
  if (value === undefined) return schema;
  const carry = ({ default: _, ...rest }: Column): Column => ({
    ...rest,
    ...(value.to === null ? {} : { default: value.to }),
  });
  return changeTable(schema, table, (found) => ({
    ...found,
    columns: found.columns.map((one) => (one.name === column ? carry(one) : one)),
  }));
}

/**
 * Makes a type anew under its name and carries every column over, by its text or by an assignment cast. A row whose value does not
 * fit stops it, all or nothing.
 */
export function remakeTypeSql(
  type: QualifiedName,
  { columns, checks, indexes, foreignKeys, policies, views = [] }: EnumUses,
  create: readonly string[],
  throughText: boolean,
): readonly string[] {
  const old = { ...nameOf(type), name: truncateName(`limbeck_old_${type.name}`) };
  return [
    ...policies.map(({ table, policy }) => `DROP POLICY ${policyOn(table, policy.name)}`),
    ...views.map(dropViewSql).reverse(),
    ...foreignKeys.flatMap(({ table, foreignKey }) => dropConstraintSql(table, foreignKey.name)),
    ...checks.flatMap(({ table, check }) => dropConstraintSql(table, check.name)),
    ...indexes.map(({ table, index }) => `DROP INDEX ${quoteName(besideTable(table, index.name))}`),
    ...columns.filter(hasDefault).map((use) => alter(use, "DROP DEFAULT")),
    `ALTER TYPE ${quoteName(type)} RENAME TO ${quoteIdentifier(old.name)}`,
    ...create,
    ...columns.map((use) => carryOver(use, type, throughText)),
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
    ...views.flatMap(createViewSql),
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

function carryOver(use: EnumColumn, type: QualifiedName, throughText: boolean): string {
  const brackets = use.array === true ? "[]" : "";
  const target = `${quoteName(type)}${brackets}`;
  const collate = use.collation === undefined ? "" : ` COLLATE ${use.collation}`;
  const using = throughText ? ` USING ${quoteIdentifier(use.column)}::text${brackets}::${target}` : "";
  return alter(use, `TYPE ${target}${collate}${using}`);
}

function restoreDefault(use: EnumColumn): readonly string[] {
  const value = use.default?.to;
  return value == null || value.kind === "serial" ? [] : [alter(use, `SET DEFAULT ${defaultSql(value)}`)];
}
