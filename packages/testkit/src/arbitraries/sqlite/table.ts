import { type Column, emptyTable, type Table } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "../defined.ts";
import { rarely } from "../name.ts";
import { listOf, type Side, sideOf, type Sides, sides } from "../sides.ts";
import { type ColumnRecipe, columnRecipe, makeColumns } from "./column.ts";
import {
  type CheckRecipe,
  checkRecipe,
  type ForeignKeyRecipe,
  foreignKeyRecipe,
  type KeyRecipe,
  makeChecks,
  makeForeignKey,
  makePrimaryKey,
  makeUniques,
  type PrimaryKeyRecipe,
  primaryKeyRecipe,
  uniqueRecipe,
  withoutNulls,
} from "./constraint.ts";
import { type Claim, claims, distinct, name } from "./names.ts";
import { type IndexRecipe, indexRecipe, makeIndexes } from "./tableIndex.ts";

export interface TableRecipe {
  readonly name: string;
  readonly columns: readonly ColumnRecipe[];
  readonly primaryKey: PrimaryKeyRecipe | undefined;
  readonly uniques: readonly KeyRecipe[];
  readonly foreignKeys: readonly ForeignKeyRecipe[];
  readonly checks: readonly CheckRecipe[];
  readonly indexes: readonly IndexRecipe[];
  readonly strict: boolean;
  readonly withoutRowid: boolean;
}

const tablePair = fc.record({
  name,
  first: sides(columnRecipe, ["name"]),
  columns: listOf(sides(columnRecipe, ["name"]), 5),
  primaryKey: listOf(sides(primaryKeyRecipe), 1),
  uniques: listOf(sides(uniqueRecipe), 2),
  foreignKeys: listOf(sides(foreignKeyRecipe), 2),
  checks: listOf(sides(checkRecipe), 2),
  indexes: listOf(sides(indexRecipe, ["name"]), 3),
  flags: sides(fc.record({ strict: rarely, withoutRowid: rarely })),
});
type TablePair = typeof tablePair extends fc.Arbitrary<infer T> ? T : never;

function tableSide(pair: TablePair, side: Side): TableRecipe {
  // A table has at least one column.
  const first = pair.first[side] ?? pair.first.a ?? pair.first.b;
  const columns = sideOf(pair.columns, side);
  return {
    name: pair.name,
    columns: distinct(first === undefined ? columns : [first, ...columns]),
    primaryKey: sideOf(pair.primaryKey, side)[0],
    uniques: sideOf(pair.uniques, side),
    foreignKeys: sideOf(pair.foreignKeys, side),
    checks: sideOf(pair.checks, side),
    indexes: sideOf(pair.indexes, side),
    strict: pair.flags[side]?.strict === true,
    withoutRowid: pair.flags[side]?.withoutRowid === true,
  };
}

export const tableSides: fc.Arbitrary<Sides<TableRecipe>> = fc.oneof(
  { weight: 6, arbitrary: tablePair.map((pair) => ({ a: tableSide(pair, "a"), b: tableSide(pair, "b") })) },
  { weight: 1, arbitrary: tablePair.map((pair) => ({ a: tableSide(pair, "a") })) },
  { weight: 1, arbitrary: tablePair.map((pair) => ({ b: tableSide(pair, "b") })) },
);

/** A table that foreign keys can point at, before it has any. */
export interface MadeTable extends Table {
  readonly recipe: TableRecipe;
  /** The names of its constraints that are taken. */
  readonly claim: Claim;
}

export function makeTable(recipe: TableRecipe): MadeTable {
  const { name: table, strict } = recipe;
  const claim = claims();
  const made = makeColumns(recipe.columns, strict);
  const place = { claim, table };
  const { primaryKey: wanted } = recipe;
  const withoutRowid = recipe.withoutRowid && wanted !== undefined;
  const primaryKey = wanted && makePrimaryKey(wanted, made, { ...place, withoutRowid });
  return defined({
    ...emptyTable({ name: table }),
    strict: strict ? (true as const) : undefined,
    withoutRowid: withoutRowid && primaryKey !== undefined ? (true as const) : undefined,
    columns: withoutNulls(made, primaryKey, strict || withoutRowid),
    primaryKey,
    uniques: makeUniques(recipe.uniques, made, { ...place, primaryKey }),
    recipe,
    claim,
  });
}

/** The whole table, once the keys of all others are known. */
export function finishTable(
  { recipe, claim, ...table }: MadeTable,
  tables: readonly MadeTable[],
  claimIndex: Claim,
): Table {
  const claimColumn = claims();
  for (const { name: column } of table.columns) claimColumn(column);
  const place = { claim, claimColumn, table: table.name, strict: recipe.strict };
  const keys = recipe.foreignKeys.flatMap((one) => makeForeignKey(one, tables, place) ?? []);
  const columns: readonly Column[] = [...table.columns, ...keys.flatMap((one) => one.columns)];
  return {
    ...table,
    columns,
    foreignKeys: keys.map(({ key }) => key),
    checks: makeChecks(recipe.checks, columns, place),
    indexes: makeIndexes(recipe.indexes, columns, claimIndex),
  };
}
