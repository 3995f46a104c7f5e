import {
  type Check,
  type Column,
  type Deferrable,
  type ForeignKey,
  type ForeignKeyAction,
  type OnConflict,
  type PrimaryKey,
  type Table,
  type Unique,
} from "@limbeck/model";
import fc from "fast-check";

import { defined } from "../defined.ts";
import { maybe, rarely, seed } from "../name.ts";
import { byName, pick, pickSome } from "../pick.ts";
import { strictType } from "./column.ts";
import { makeCondition } from "./expression.ts";
import { type Claim, name, named, onConflict, ownName } from "./names.ts";

export interface KeyRecipe {
  readonly name: string | undefined;
  readonly columns: number;
  readonly count: number;
  readonly onConflict: OnConflict | undefined;
  /** What the first of its columns is compared by. */
  readonly collation: string | undefined;
}

const key = {
  name: ownName,
  columns: seed,
  count: fc.integer({ min: 1, max: 2 }),
  onConflict: maybe(onConflict),
  collation: maybe(fc.constantFrom("NOCASE", "RTRIM", "BINARY"), 1),
};

export interface PrimaryKeyRecipe extends KeyRecipe {
  readonly autoincrement: boolean;
  readonly descending: boolean;
}

export const primaryKeyRecipe: fc.Arbitrary<PrimaryKeyRecipe> = fc.record({
  ...key,
  autoincrement: fc.boolean(),
  descending: rarely,
});

/** The key, unless there is no column for it. One of a single INTEGER column is the rowid. */
export function makePrimaryKey(
  recipe: PrimaryKeyRecipe,
  columns: readonly Column[],
  { claim, table, withoutRowid }: { claim: Claim; table: string; withoutRowid: boolean },
): PrimaryKey | undefined {
  const plain = columns.filter(({ generated }) => generated === undefined);
  const chosen = pickSome(recipe.columns, recipe.count, plain, byName);
  const [first] = chosen;
  if (first === undefined) return undefined;
  const isRowid = chosen.length === 1 && first.type.canonical === "integer" && !withoutRowid;
  const counted = isRowid && recipe.autoincrement;
  const called = named(recipe.name, claim, table, "pkey");
  if (called === undefined) return undefined;
  return defined({
    ...called,
    columns: chosen.map((column) => column.name),
    autoincrement: counted ? (true as const) : undefined,
    descending: recipe.descending && !isRowid && chosen.length > 1 ? [first.name] : undefined,
    collations: isRowid ? undefined : collationsOf(recipe, first),
    onConflict: recipe.onConflict,
  });
}

/** What a key compares its first column by, where that is not what the column itself is compared by. */
function collationsOf({ collation }: KeyRecipe, column: Column): Unique["collations"] {
  if (collation === undefined || collation === (column.collation ?? "BINARY")) return undefined;
  return { [column.name]: collation };
}

/** Columns that never hold NULL because they are of the key. */
export function withoutNulls(
  columns: readonly Column[],
  primaryKey: PrimaryKey | undefined,
  always: boolean,
): readonly Column[] {
  const [only, ...more] = primaryKey?.columns ?? [];
  const isRowid = more.length === 0 && primaryKey?.descending === undefined;
  return columns.map((column) => {
    if (primaryKey?.columns.includes(column.name) !== true) return column;
    const filled = always || (isRowid && column.name === only && column.type.canonical === "integer");
    return filled ? { ...column, nullable: false } : column;
  });
}

export const uniqueRecipe: fc.Arbitrary<KeyRecipe> = fc.record(key);

/** Unique constraints over columns that no other key is over: SQLite makes one of two. */
export function makeUniques(
  recipes: readonly KeyRecipe[],
  columns: readonly Column[],
  { claim, table, primaryKey }: { claim: Claim; table: string; primaryKey: PrimaryKey | undefined },
): readonly Unique[] {
  const used = new Set([setOf(primaryKey?.columns ?? [])]);
  return recipes.flatMap((recipe) => {
    const picked = pickSome(recipe.columns, recipe.count, columns, byName);
    const [first] = picked;
    const chosen = picked.map((column) => column.name);
    if (first === undefined || used.has(setOf(chosen))) return [];
    used.add(setOf(chosen));
    const called = named(recipe.name, claim, table, ...chosen, "key");
    return called === undefined
      ? []
      : [
          defined({
            ...called,
            columns: chosen,
            collations: collationsOf(recipe, first),
            onConflict: recipe.onConflict,
          }),
        ];
  });
}

const setOf = (columns: readonly string[]): string => JSON.stringify([...columns].sort());

export interface CheckRecipe {
  readonly name: string | undefined;
  readonly column: number;
  readonly form: number;
}

export const checkRecipe: fc.Arbitrary<CheckRecipe> = fc.record({ name: ownName, column: seed, form: seed });

export function makeChecks(
  recipes: readonly CheckRecipe[],
  columns: readonly Column[],
  { claim, table }: { claim: Claim; table: string },
): readonly Check[] {
  const said = new Set<string | undefined>();
  return recipes.flatMap((recipe) => {
    const expression = makeCondition(recipe.column, recipe.form, columns);
    const column = pick(recipe.column, columns, byName)?.name ?? "";
    if (said.has(expression.written)) return [];
    said.add(expression.written);
    const called = named(recipe.name, claim, table, column, "check");
    return called === undefined ? [] : [{ ...called, expression }];
  });
}

export interface ForeignKeyRecipe {
  readonly name: string | undefined;
  readonly table: number;
  readonly key: number;
  readonly column: string;
  readonly onDelete: ForeignKeyAction | undefined;
  readonly onUpdate: ForeignKeyAction | undefined;
  readonly deferrable: Deferrable | undefined;
}

const action = fc.constantFrom(undefined, "cascade" as const, "restrict" as const, "set null" as const);

export const foreignKeyRecipe: fc.Arbitrary<ForeignKeyRecipe> = fc.record({
  name: ownName,
  table: seed,
  key: seed,
  column: name,
  // Most children go with their parents: they are what a rebuild could lose.
  onDelete: fc.oneof(
    { weight: 2, arbitrary: fc.constant("cascade" as const) },
    { weight: 1, arbitrary: action },
  ),
  onUpdate: maybe(action),
  deferrable: maybe(fc.constantFrom("immediate" as const, "deferred" as const)),
});

/** A foreign key to a table, over columns of its own that are made for it. */
export function makeForeignKey(
  recipe: ForeignKeyRecipe,
  tables: readonly Table[],
  { claim, claimColumn, table, strict }: { claim: Claim; claimColumn: Claim; table: string; strict: boolean },
): { readonly key: ForeignKey; readonly columns: readonly Column[] } | undefined {
  const target = pick(recipe.table, tables, byName);
  // SQLite looks a parent up only by what compares as its columns do.
  const keys = [...(target?.primaryKey ? [target.primaryKey] : []), ...(target?.uniques ?? [])].filter(
    ({ collations }) => collations === undefined,
  );
  const chosen = pick(recipe.key, keys, ({ columns }) => setOf(columns));
  if (target === undefined || chosen === undefined) return undefined;
  const columns = chosen.columns.flatMap((column, position): readonly Column[] => {
    const name = position === 0 ? recipe.column : `${recipe.column} ${position}`;
    const type = target.columns.find((one) => one.name === column)?.type;
    if (type === undefined || !claimColumn(name)) return [];
    return [{ name, type: strict ? strictType(type) : type, nullable: true }];
  });
  if (columns.length !== chosen.columns.length) return undefined;
  const names = columns.map((column) => column.name);
  const called = named(recipe.name, claim, table, ...names, "fkey");
  if (called === undefined) return undefined;
  const { onDelete, onUpdate, deferrable } = recipe;
  const key = defined({
    ...called,
    columns: names,
    references: { table: { name: target.name }, columns: chosen.columns },
    onDelete,
    onUpdate,
    deferrable,
  });
  return { key, columns };
}
