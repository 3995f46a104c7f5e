import {
  type Deferrable,
  type ForeignKey,
  type ForeignKeyAction,
  nameOf,
  type SqlText,
  truncateName,
} from "@limbeck/model";
import fc from "fast-check";

import { type MadeColumn } from "./column.ts";
import { deferrable, type LenientRecipe, lenientRecipe, makeLenient } from "./constraint.ts";
import { defined } from "./defined.ts";
import { comment, maybe, memberName, name, rarely, seed } from "./name.ts";
import { byQualifiedName, pick } from "./pick.ts";
import { isPlainUnique } from "./tableIndex.ts";
import { type MadeTable } from "./table.ts";

export interface ForeignKeyRecipe {
  readonly name: string;
  /** What it points at: a table, and one of its keys. */
  readonly table: number;
  readonly key: number;
  /** Columns of its own are made for it, unless the table has some that fit. */
  readonly own: boolean;
  readonly column: string;
  readonly nullable: boolean;
  readonly onDelete: ForeignKeyAction | undefined;
  readonly onUpdate: ForeignKeyAction | undefined;
  readonly onlyFirst: boolean;
  readonly full: boolean;
  readonly deferrable: Deferrable | undefined;
  readonly lenient: LenientRecipe;
  readonly comment: string | undefined;
}

const action: fc.Arbitrary<ForeignKeyAction | undefined> = fc.constantFrom(
  undefined,
  "cascade",
  "restrict",
  "set null",
  "set default",
);

export const foreignKeyRecipe: fc.Arbitrary<ForeignKeyRecipe> = fc.record({
  name: memberName,
  table: seed,
  key: seed,
  own: fc.boolean(),
  column: name,
  nullable: fc.boolean(),
  onDelete: action,
  onUpdate: maybe(action),
  onlyFirst: rarely,
  full: rarely,
  deferrable: maybe(deferrable),
  lenient: lenientRecipe,
  comment,
});

/**
 * The keys of a table that others may point at: not deferrable, also no other one over the same columns, which the server might
 * choose; and not of arrays, some of which it cannot compare there.
 */
function keysOf({ primaryKey, uniques, indexes, columns: all }: MadeTable): readonly (readonly string[])[] {
  const constraints = [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques];
  const sorted = (columns: readonly string[]): string => JSON.stringify([...columns].sort());
  const deferred = constraints.filter((key) => key.deferrable !== undefined);
  const refused = new Set(deferred.map(({ columns }) => sorted(columns)));
  const arrays = new Set(all.filter(({ made }) => made.family === "array").map((column) => column.name));
  const keys = [
    ...constraints.map(({ columns }) => columns),
    ...indexes
      .filter(isPlainUnique)
      .map(({ elements }) =>
        elements.flatMap((element) => (element.kind === "column" ? [element.column] : [])),
      ),
  ];
  return keys.filter(
    (columns) =>
      new Set(columns).size === columns.length &&
      !refused.has(sorted(columns)) &&
      !columns.some((column) => arrays.has(column)),
  );
}

export interface MadeForeignKey {
  readonly key: ForeignKey;
  /** Columns that were made for it. */
  readonly columns: readonly MadeColumn[];
}

/** Undefined where no table has a key, or no columns fit. */
export function makeForeignKey(
  recipe: ForeignKeyRecipe,
  table: MadeTable,
  tables: readonly MadeTable[],
  major: number,
): MadeForeignKey | undefined {
  const target = pick(
    recipe.table,
    tables.filter((one) => keysOf(one).length > 0),
    byQualifiedName,
  );
  const wanted = target && pick(recipe.key, keysOf(target), JSON.stringify);
  if (target === undefined || wanted === undefined) return undefined;
  const types = wanted.flatMap((own) => target.columns.filter((column) => column.name === own));
  const made = recipe.own ? ownColumns(recipe, types, table) : fittingColumns(types, table);
  if (made === undefined) return undefined;
  const columns = made.columns.map((column) => column.name);
  const references = { table: nameOf(target), columns: wanted };
  return { key: defined({ ...rules(recipe, columns, major), columns, references }), columns: made.added };
}

function rules(recipe: ForeignKeyRecipe, columns: readonly string[], major: number) {
  const { onDelete } = recipe;
  const some = recipe.onlyFirst && major >= 15 && (onDelete === "set null" || onDelete === "set default");
  return {
    name: recipe.name,
    onDelete,
    onUpdate: recipe.onUpdate,
    onDeleteColumns: some ? columns.slice(0, 1) : undefined,
    match: recipe.full ? ("full" as const) : undefined,
    deferrable: recipe.deferrable,
    ...makeLenient(recipe.lenient, major),
    comment: recipe.comment,
  };
}

interface Columns {
  readonly columns: readonly MadeColumn[];
  readonly added: readonly MadeColumn[];
}

function ownColumns(
  recipe: ForeignKeyRecipe,
  types: readonly MadeColumn[],
  table: MadeTable,
): Columns | undefined {
  const added = types.map((type, place): MadeColumn => {
    const own = truncateName(`${place}_${recipe.column}_id`);
    return {
      name: own,
      made: type.made,
      column: { name: own, type: type.column.type, nullable: recipe.nullable },
    };
  });
  const taken = new Set(table.columns.map((column) => column.name));
  return added.some((column) => taken.has(column.name)) ? undefined : { columns: added, added };
}

/** For each column of the key another one of the same type. Generated ones are left out: most actions are not for them. */
function fittingColumns(types: readonly MadeColumn[], table: MadeTable): Columns | undefined {
  const free = table.columns.filter(({ column }) => column.generated === undefined);
  const columns: MadeColumn[] = [];
  for (const type of types) {
    const fitting = free.find((one) => !columns.includes(one) && sameType(one.column.type, type.column.type));
    if (fitting === undefined) return undefined;
    columns.push(fitting);
  }
  return { columns, added: [] };
}

function sameType(a: SqlText, b: SqlText): boolean {
  return (a.canonical ?? a.written) === (b.canonical ?? b.written);
}
