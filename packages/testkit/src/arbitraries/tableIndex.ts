import { type Index, type IndexElement } from "@limbeck/model";
import fc from "fast-check";

import { isKept, isKeyColumn, type MadeColumn } from "./column.ts";
import { keyColumns } from "./constraint.ts";
import { defined } from "./defined.ts";
import { comment, maybe, memberName, rarely, seed } from "./name.ts";
import { at, byName, pick } from "./pick.ts";
import { type ConditionRecipe, conditionRecipe, makeCondition, makeExpression } from "./sqlText.ts";

interface ElementRecipe {
  readonly column: number;
  /** Set: an expression on the column. */
  readonly expression: number | undefined;
  readonly order: "desc" | undefined;
  readonly nulls: "first" | "last" | undefined;
  readonly operatorClass: number;
  readonly collated: boolean;
}

export interface IndexRecipe {
  readonly name: string;
  readonly unique: boolean;
  readonly method: (typeof METHODS)[number];
  readonly elements: readonly ElementRecipe[];
  readonly include: number | undefined;
  readonly nullsNotDistinct: boolean;
  readonly fill: number | undefined;
  readonly where: ConditionRecipe | undefined;
  readonly comment: string | undefined;
}

const METHODS = ["btree", "hash", "gin", "gist", "spgist", "brin"] as const;

const elementRecipe: fc.Arbitrary<ElementRecipe> = fc.record({
  column: seed,
  expression: maybe(seed),
  order: maybe(fc.constant("desc" as const)),
  nulls: maybe(fc.constantFrom("first" as const, "last" as const)),
  operatorClass: fc.nat({ max: 5 }),
  collated: rarely,
});

export const indexRecipe: fc.Arbitrary<IndexRecipe> = fc.record({
  name: memberName,
  unique: rarely,
  method: fc.oneof(
    { weight: 4, arbitrary: fc.constant("btree" as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...METHODS),
    },
  ),
  elements: fc.array(elementRecipe, { minLength: 1, maxLength: 3 }),
  include: maybe(seed),
  nullsNotDistinct: rarely,
  fill: maybe(fc.constantFrom(70, 90)),
  where: maybe(conditionRecipe),
  comment,
});

/** Undefined where the table has no column for it. */
export function makeIndex(recipe: IndexRecipe, all: readonly MadeColumn[], major: number): Index | undefined {
  const columns = all.filter(isKept);
  const method = recipe.unique ? "btree" : recipe.method;
  const elements = elementsOf(recipe, method, columns);
  if (elements.length === 0) return undefined;
  const where = recipe.where === undefined ? undefined : makeCondition(recipe.where, columns);
  return defined({
    name: recipe.name,
    unique: recipe.unique,
    method: method === "btree" ? undefined : method,
    elements,
    include: method === "btree" ? included(recipe, elements, columns) : undefined,
    nullsNotDistinct: recipe.unique && recipe.nullsNotDistinct && major >= 15 ? (true as const) : undefined,
    with: storage(recipe, method),
    where: where === undefined ? undefined : { written: where },
    comment: recipe.comment,
  });
}

type Method = IndexRecipe["method"];

function elementsOf(
  { elements }: IndexRecipe,
  method: Method,
  columns: readonly MadeColumn[],
): readonly IndexElement[] {
  const fitting = columns.filter(({ made }) => made.methods[method] !== undefined);
  // Hash and SP-GiST take one column only.
  const room = method === "hash" || method === "spgist" ? 1 : elements.length;
  return elements.slice(0, room).flatMap((element) => {
    const column = pick(element.column, fitting, byName);
    return column === undefined ? [] : [makeElement(element, method, column)];
  });
}

function makeElement(recipe: ElementRecipe, method: Method, column: MadeColumn): IndexElement {
  const sorted = method === "btree";
  const options = {
    order: sorted ? recipe.order : undefined,
    nulls: sorted ? unusual(recipe) : undefined,
  };
  if (sorted && recipe.expression !== undefined && isKeyColumn(column)) {
    const written = makeExpression(recipe.expression, column);
    return defined({ kind: "expression" as const, expression: { written }, ...options });
  }
  const operatorClass = at(recipe.operatorClass, column.made.methods[method] ?? [""]);
  return defined({
    kind: "column" as const,
    column: column.name,
    ...options,
    operatorClass: operatorClass === "" ? undefined : operatorClass,
    collation: recipe.collated && sorted && column.made.family === "text" ? '"C"' : undefined,
  });
}

/** Where NULLs stand, unless it is where PostgreSQL puts them anyway. */
function unusual({ order, nulls }: ElementRecipe): ElementRecipe["nulls"] {
  const usual = order === "desc" ? "first" : "last";
  return nulls === usual ? undefined : nulls;
}

/** Columns to carry along that are not among the elements. */
export function included(
  { include }: Pick<IndexRecipe, "include">,
  elements: readonly IndexElement[],
  columns: readonly MadeColumn[],
): readonly string[] | undefined {
  const own = new Set(elements.flatMap((element) => (element.kind === "column" ? [element.column] : [])));
  const others = columns.filter(({ name }) => !own.has(name));
  return keyColumns({ columns: 0, count: 0, include }, [], others).include;
}

function storage({ fill }: IndexRecipe, method: Method): Index["with"] | undefined {
  if (fill === undefined) return undefined;
  if (method === "brin") return { pages_per_range: String(fill) };
  return method === "gin" ? { fastupdate: "off" } : { fillfactor: String(fill) };
}

/** Whether foreign keys may point at the columns of an index. */
export function isPlainUnique(index: Index): boolean {
  const plain = index.elements.every(
    ({ kind, operatorClass, collation }) =>
      kind === "column" && operatorClass === undefined && collation === undefined,
  );
  return index.unique && plain && index.where === undefined;
}
