import { type Column, type Named, type QualifiedName, sameName, type Schema } from "@limbeck/model";

import { dropConstraintSql } from "../constraint/family.ts";
import { defined } from "../input/defined.ts";
import { ref, type Touches, usesOf } from "../ref.ts";
import { changeTable } from "../schemaChange.ts";
import { allSettingsSql } from "../sql/columnSettings.ts";
import { commentStatements } from "../sql/comment.ts";
import { checkSql, foreignKeySql } from "../sql/constraint.ts";
import { defaultSql } from "../sql/expression.ts";
import { quoteIdentifier, quoteName, quoteType } from "../sql/identifier.ts";
import { createPolicySql, policyOn } from "../sql/policy.ts";
import { oldName } from "../sql/oldName.ts";
import { indexSql } from "../sql/indexPart.ts";
import { createSql, dropSql, KEPT } from "../view/family.ts";
import { besideTable, columnAmong } from "../table/touches.ts";
import { type MadeAnew, madeAnew } from "./carried.ts";
import { type EnumColumn, type EnumUses } from "./uses.ts";

/** A type that is made anew stands in the way of whatever computes with its columns, as a change of their type does. */
export function remadeTouches(
  names: readonly QualifiedName[],
  { types: carried = [], columns: used, indexes }: Pick<EnumUses, "types" | "columns" | "indexes"> = {
    columns: [],
    indexes: [],
  },
): Touches {
  const types = [...names, ...carried.flatMap((one) => madeAnew(one).names)].map(ref.type);
  const columns = used.flatMap(({ table, column }) => columnAmong(table, { name: column }));
  // Whatever uses one of the indexes does without it meanwhile.
  const changed = [
    ...types,
    ...columns,
    ...used.map(({ table }) => ref.rebuilt(table)),
    ...indexes.map(({ table, index }) => ref.relation(besideTable(table, index.name))),
  ];
  return { makes: [...changed, ...types.map(usesOf)], breaks: changed, needs: [] };
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
 * How values get from the old type into the new one: by an assignment cast, through text, or by the names of what they hold, for which
 * JSON is what PostgreSQL has. (A value of type jsonb that is a JSON null becomes NULL on that way.)
 */
export type Carrying = "assignment" | "text" | "names";

/** The text that a column's values become a value of the new type from, where that is not their own. */
type TextOf = (use: EnumColumn) => string | undefined;

/**
 * Makes a type anew under its name, with the types that stand on it, and carries every column over. A row whose value does not
 * fit stops it, all or nothing.
 */
export function remakeTypeSql(
  type: MadeAnew,
  uses: EnumUses,
  carrying: Carrying,
  textOf: TextOf = () => undefined,
): readonly string[] {
  const { columns, checks, indexes, foreignKeys, policies, views = [], types: carried = [] } = uses;
  const types = [type, ...carried.map(madeAnew)];
  return [
    ...policies.map(({ table, policy }) => `DROP POLICY ${policyOn(table, policy.name)}`),
    ...[...views].reverse().flatMap((view) => dropSql(view, KEPT)),
    ...foreignKeys.flatMap(({ table, foreignKey }) => dropConstraintSql(table, foreignKey.name)),
    ...checks.flatMap(({ table, check }) => dropConstraintSql(table, check.name)),
    ...indexes.map(({ table, index }) => `DROP INDEX ${quoteName(besideTable(table, index.name))}`),
    ...columns.filter(hasDefault).map((use) => alter(use, "DROP DEFAULT")),
    ...types.flatMap(({ setAside = [] }) => setAside),
    ...types.flatMap(({ names }) => names.map(setTypeAside)),
    ...types.flatMap(({ create }) => create),
    ...columns
      .filter(({ stays }) => stays !== true)
      .flatMap((use) => carryOver(use, type.names[0], wayOf(use, uses, carrying), textOf(use))),
    ...columns.flatMap(restoreStorage),
    ...columns.flatMap(restoreDefault),
    ...types.map(({ names: [name] }) => `DROP TYPE ${quoteType(oldName(name))}`).reverse(),
    ...checks.flatMap(({ table, check }) => addConstraint(table, check, checkSql(check))),
    ...indexes.flatMap(({ table, index }) => [
      ...indexSql(table, index),
      ...commentStatements({ index: besideTable(table, index.name) }, index.comment),
    ]),
    ...foreignKeys.flatMap(({ table, foreignKey }) =>
      addConstraint(table, foreignKey, foreignKeySql(foreignKey)),
    ),
    ...views.flatMap((view) => createSql(view, KEPT)),
    ...policies.flatMap(({ table, policy }) => createPolicySql(table, policy)),
  ];
}

function setTypeAside(type: QualifiedName): string {
  return `ALTER TYPE ${quoteType(type)} RENAME TO ${quoteIdentifier(oldName(type).name)}`;
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

/** No range has an assignment cast to another one, nor has a type that stands on others, and a range has no names. */
function wayOf({ of }: EnumColumn, { types = [] }: EnumUses, carrying: Carrying): Carrying {
  if (of === undefined) return carrying;
  const isRange = types.some(
    (one) => one.kind === "range" && madeAnew(one).names.some((name) => sameName(name, of)),
  );
  return carrying === "names" && !isRange ? "names" : "text";
}

function carryOver(
  use: EnumColumn,
  type: QualifiedName,
  way: Carrying,
  text: string | undefined,
): readonly string[] {
  const target = `${quoteType(use.of ?? type)}${use.array === true ? "[]" : ""}`;
  const collate = use.collation === undefined ? "" : ` COLLATE ${use.collation}`;
  if (way === "names" && use.array === true) return carryArray(use, type, target);
  const using =
    text === undefined ? USING[way](quoteIdentifier(use.column), target) : ` USING ${text}::${target}`;
  return [alter(use, `TYPE ${target}${collate}${using}`)];
}

const USING = {
  assignment: () => "",
  text: (column, target) => ` USING ${column}::text${target.endsWith("[]") ? "[]" : ""}::${target}`,
  names: (column, target) => ` USING jsonb_populate_record(NULL::${target}, to_jsonb(${column}))`,
} satisfies Record<Carrying, (column: string, target: string) => string>;

/** Only what is in a record is filled by name, so a record is made around the array. */
function carryArray(use: EnumColumn, { schema }: QualifiedName, target: string): readonly string[] {
  const around = quoteName({ ...(schema === undefined ? {} : { schema }), name: "limbeck_around" });
  const value = `jsonb_build_object('value', to_jsonb(${quoteIdentifier(use.column)}))`;
  return [
    `CREATE TYPE ${around} AS (value ${target})`,
    alter(use, `TYPE ${target} USING (jsonb_populate_record(NULL::${around}, ${value})).value`),
    `DROP TYPE ${around}`,
  ];
}

function restoreDefault(use: EnumColumn): readonly string[] {
  const value = use.default?.to;
  return value == null || value.kind === "serial" ? [] : [alter(use, `SET DEFAULT ${defaultSql(value)}`)];
}

function restoreStorage({ table, column, storage, compression }: EnumColumn): readonly string[] {
  return allSettingsSql(table, defined({ name: column, storage, compression }));
}
