import {
  type Column,
  type Index,
  type PrimaryKey,
  type QualifiedName,
  type StorageParameters,
  type Table,
  type Unique,
} from "@limbeck/model";
import fc from "fast-check";

import { type CheckRecipe, checkRecipe, makeCheck } from "./check.ts";
import {
  type ColumnRecipe,
  columnRecipe,
  type MadeColumn,
  makeColumns,
  type Surroundings,
  withCollation,
} from "./column.ts";
import { type KeyRecipe } from "./constraint.ts";
import { defined } from "./defined.ts";
import { type ExclusionRecipe, exclusionRecipe, makeExclusion } from "./exclusion.ts";
import { type ForeignKeyRecipe, foreignKeyRecipe, makeForeignKey } from "./foreignKey.ts";
import { type IndexUsesRecipe, indexUsesRecipe, makeIndexUses } from "./indexUse.ts";
import { comment, name, type Names, place, rarely } from "./name.ts";
import { makeNotNull } from "./notNull.ts";
import { makePolicy, type PolicyRecipe, policyRecipe } from "./policy.ts";
import { makePrimaryKey, primaryKeyRecipe, withoutNulls } from "./primaryKey.ts";
import { tableParameters } from "./storageParameters.ts";
import { listOf, type Side, sideOf, type Sides, sides } from "./sides.ts";
import { type IndexRecipe, indexRecipe, makeIndex } from "./tableIndex.ts";
import { makeUnique, type UniqueRecipe, uniqueRecipe } from "./unique.ts";

export interface TableRecipe {
  readonly name: string;
  readonly place: number | undefined;
  readonly columns: readonly ColumnRecipe[];
  readonly primaryKey: KeyRecipe | undefined;
  readonly uniques: readonly UniqueRecipe[];
  readonly foreignKeys: readonly ForeignKeyRecipe[];
  readonly checks: readonly CheckRecipe[];
  readonly exclusions: readonly ExclusionRecipe[];
  readonly indexes: readonly IndexRecipe[];
  readonly policies: readonly PolicyRecipe[];
  readonly rowSecurity: boolean;
  readonly forceRowSecurity: boolean;
  readonly unlogged: boolean;
  readonly uses: IndexUsesRecipe;
  readonly parameters: StorageParameters | undefined;
  readonly comment: string | undefined;
}

type Lists = "columns" | "uniques" | "foreignKeys" | "checks" | "exclusions" | "indexes" | "policies";

/** A table on both sides, with lists whose items are on one side or on both. */
type TablePair = Pick<TableRecipe, "name" | "place"> & {
  readonly [K in Lists]: readonly Sides<TableRecipe[K][number]>[];
} & {
  readonly primaryKey: readonly Sides<KeyRecipe>[];
  readonly comment: Sides<{ readonly text: string | undefined }>;
  readonly flags: Sides<{ readonly rowSecurity: boolean; readonly forceRowSecurity: boolean }>;
  readonly settings: Sides<Pick<TableRecipe, "unlogged" | "parameters" | "uses">>;
};

const tablePair: fc.Arbitrary<TablePair> = fc.record({
  name,
  place,
  columns: listOf(sides(columnRecipe, ["name"]), 6),
  primaryKey: listOf(sides(primaryKeyRecipe), 1),
  uniques: listOf(sides(uniqueRecipe), 2),
  foreignKeys: listOf(sides(foreignKeyRecipe), 2),
  checks: listOf(sides(checkRecipe), 2),
  exclusions: listOf(sides(exclusionRecipe), 1),
  indexes: listOf(sides(indexRecipe), 3),
  policies: listOf(sides(policyRecipe), 2),
  comment: sides(fc.record({ text: comment })),
  settings: sides(fc.record({ unlogged: rarely, parameters: tableParameters, uses: indexUsesRecipe })),
  flags: sides(fc.record({ rowSecurity: rarely, forceRowSecurity: rarely })),
});

function tableSide(pair: TablePair, side: Side): TableRecipe {
  return {
    name: pair.name,
    place: pair.place,
    columns: sideOf(pair.columns, side),
    primaryKey: sideOf(pair.primaryKey, side)[0],
    uniques: sideOf(pair.uniques, side),
    foreignKeys: sideOf(pair.foreignKeys, side),
    checks: sideOf(pair.checks, side),
    exclusions: sideOf(pair.exclusions, side),
    indexes: sideOf(pair.indexes, side),
    policies: sideOf(pair.policies, side),
    rowSecurity: pair.flags[side]?.rowSecurity === true,
    forceRowSecurity: pair.flags[side]?.forceRowSecurity === true,
    unlogged: pair.settings[side]?.unlogged === true,
    uses: pair.settings[side]?.uses ?? {},
    parameters: pair.settings[side]?.parameters,
    comment: pair.comment[side]?.text,
  };
}

export const tableSides: fc.Arbitrary<Sides<TableRecipe>> = fc.oneof(
  { weight: 5, arbitrary: tablePair.map((pair) => ({ a: tableSide(pair, "a"), b: tableSide(pair, "b") })) },
  { weight: 1, arbitrary: tablePair.map((pair) => ({ a: tableSide(pair, "a") })) },
  { weight: 1, arbitrary: tablePair.map((pair) => ({ b: tableSide(pair, "b") })) },
);

/** A table that foreign keys can point at, before it has any. */
export interface MadeTable extends QualifiedName {
  readonly recipe: TableRecipe;
  readonly columns: readonly MadeColumn[];
  readonly primaryKey: PrimaryKey | undefined;
  readonly uniques: readonly Unique[];
  /** The unique ones; the others may be on columns that foreign keys bring. */
  readonly indexes: readonly Index[];
}

export function makeTable(recipe: TableRecipe, around: Surroundings): MadeTable {
  const { table, names: taken, major } = around;
  const columns = makeColumns(recipe.columns, around);
  const free = freeNames(table, taken);
  const key = recipe.primaryKey && makePrimaryKey(recipe.primaryKey, columns);
  const primaryKey = key !== undefined && free.keys(key) ? key : undefined;
  const uniques = present(recipe.uniques.map((unique) => makeUnique(unique, columns, major)));
  const indexes = recipe.indexes
    .filter(({ unique }) => unique)
    .map((index) => makeIndex(index, columns, major));
  return {
    ...table,
    recipe,
    columns: withoutNulls(columns, primaryKey),
    primaryKey,
    uniques: uniques.filter(free.keys),
    indexes: present(indexes).filter(free.indexes),
  };
}

/** The whole table, once the keys of all others are known. */
export function finishTable(
  made: MadeTable,
  tables: readonly MadeTable[],
  { names: taken, major }: Pick<Surroundings, "names" | "major">,
): Table {
  const { recipe, primaryKey, uniques } = made;
  const table = made.schema === undefined ? { name: made.name } : { schema: made.schema, name: made.name };
  const free = freeNames(table, taken);
  // A table that is logged references none that is not.
  const targets = tables.filter((one) => recipe.unlogged || !one.recipe.unlogged);
  let { columns } = made;
  const foreignKeys = recipe.foreignKeys.flatMap((one) => {
    const result = makeForeignKey(one, { ...made, columns }, targets, major);
    if (result === undefined || !free.constraints(result.key)) return [];
    columns = [...columns, ...result.columns];
    return [result.key];
  });
  const checks = present(recipe.checks.map((one) => makeCheck(one, columns, major))).filter(free.constraints);
  const exclusions = present(recipe.exclusions.map((one) => makeExclusion(one, columns))).filter(free.keys);
  const others = recipe.indexes.filter(({ unique }) => !unique).map((one) => makeIndex(one, columns, major));
  const indexes = [...made.indexes, ...present(others).filter(free.indexes)];
  const key = new Set(primaryKey?.columns);
  const recipes = new Map(recipe.columns.map((column) => [column.name, column.notNull]));
  const withNotNull = (column: Column): Column => {
    const said = recipes.get(column.name);
    const whole = key.has(column.name) || column.identity !== undefined || recipe.uses.identity !== undefined;
    return said === undefined ? column : makeNotNull(column, said, whole, free.constraints);
  };
  const uses = makeIndexUses(recipe.uses, { primaryKey, uniques, indexes, columns });
  return defined({
    ...table,
    ...uses,
    columns: columns
      .map(withCollation)
      .map((column) => (recipe.unlogged ? withoutSerial(column) : column))
      .map((column) => (major >= 18 ? withNotNull(column) : column)),
    primaryKey,
    uniques,
    foreignKeys,
    checks,
    exclusions,
    indexes,
    unlogged: recipe.unlogged ? (true as const) : undefined,
    with: recipe.parameters,
    rowSecurity: recipe.rowSecurity ? (true as const) : undefined,
    forceRowSecurity: recipe.forceRowSecurity ? (true as const) : undefined,
    policies: distinct(recipe.policies.map((one) => makePolicy(one, columns))),
    comment: recipe.comment,
  });
}

/** A sequence that a column of a table gets later is logged, though its table is not. */
function withoutSerial({ default: value, ...column }: Column): Column {
  return value === undefined || value.kind === "serial" ? column : { ...column, default: value };
}

/** Policies have names of their own within their table. */
function distinct<T extends { readonly name: string }>(list: readonly T[]): readonly T[] {
  return list.filter((item, at) => list.findIndex(({ name: other }) => other === item.name) === at);
}

type Named = QualifiedName;

/** The constraints of a table share their names; those with an index, and indexes, share theirs with all relations beside it. */
function freeNames(table: QualifiedName, taken: Names) {
  const beside = ({ name: own }: Named): QualifiedName => ({ ...table, name: own });
  const among = ({ name: own }: Named): QualifiedName => ({
    schema: JSON.stringify([table.schema, table.name]),
    name: own,
  });
  const indexes = (one: Named): boolean => taken.claim(["relation"], beside(one));
  const constraints = (one: Named): boolean => taken.claim(["type"], among(one));
  return { indexes, constraints, keys: (one: Named): boolean => constraints(one) && indexes(one) };
}

function present<T>(list: readonly (T | undefined)[]): readonly T[] {
  return list.filter((item) => item !== undefined);
}
