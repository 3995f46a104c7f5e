import { type Column, type Index, type IndexElement } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "../defined.ts";
import { maybe, rarely, seed } from "../name.ts";
import { byName, pick } from "../pick.ts";
import { makeCondition, makeExpression } from "./expression.ts";
import { type Claim, objectName } from "./names.ts";

interface ElementRecipe {
  readonly column: number;
  readonly form: number | undefined;
  readonly descending: boolean;
  readonly collation: string | undefined;
}

export interface IndexRecipe {
  readonly name: string;
  readonly unique: boolean;
  readonly elements: readonly ElementRecipe[];
  readonly where: { readonly column: number; readonly form: number } | undefined;
}

export const indexRecipe: fc.Arbitrary<IndexRecipe> = fc.record({
  name: objectName,
  unique: rarely,
  elements: fc.array(
    fc.record({
      column: seed,
      form: maybe(seed),
      descending: fc.boolean(),
      collation: maybe(fc.constantFrom("NOCASE", "RTRIM", "BINARY")),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  where: maybe(fc.record({ column: seed, form: seed }), 2),
});

export function makeIndexes(
  recipes: readonly IndexRecipe[],
  columns: readonly Column[],
  claim: Claim,
): readonly Index[] {
  return recipes.flatMap((recipe) => {
    const { name, where } = recipe;
    const elements = recipe.elements.flatMap((element) => makeElement(element, columns));
    // A unique index over plain columns would be the same as a unique constraint.
    const unique = recipe.unique && where !== undefined;
    if (elements.length === 0 || !claim(name)) return [];
    return [
      defined({
        name,
        unique,
        elements,
        where: where === undefined ? undefined : makeCondition(where.column, where.form, columns),
      }),
    ];
  });
}

function makeElement(recipe: ElementRecipe, columns: readonly Column[]): readonly IndexElement[] {
  const column = pick(recipe.column, columns, byName);
  if (column === undefined) return [];
  const order = recipe.descending ? ("desc" as const) : undefined;
  if (recipe.form !== undefined) {
    const expression = makeExpression(recipe.form, column);
    return [defined({ kind: "expression" as const, expression, order })];
  }
  const { collation } = recipe;
  const own = column.collation ?? "BINARY";
  const said = collation === own ? undefined : collation;
  return [defined({ kind: "column" as const, column: column.name, order, collation: said })];
}
