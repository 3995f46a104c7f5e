import { type Deferrable, type Exclusion, type ExclusionElement } from "@limbeck/model";
import fc from "fast-check";

import { isKept, type MadeColumn } from "./column.ts";
import { deferrable } from "./constraint.ts";
import { defined } from "./defined.ts";
import { comment, maybe, memberName, seed } from "./name.ts";
import { byName, pick } from "./pick.ts";
import { type ConditionRecipe, conditionRecipe, makeCondition, makeExpression } from "./sqlText.ts";
import { included } from "./tableIndex.ts";

export interface ExclusionRecipe {
  readonly name: string;
  readonly method: (typeof METHODS)[number];
  readonly elements: readonly { readonly column: number; readonly expression: number | undefined }[];
  readonly include: number | undefined;
  readonly fill: number | undefined;
  readonly where: ConditionRecipe | undefined;
  readonly deferrable: Deferrable | undefined;
  readonly comment: string | undefined;
  readonly indexComment: string | undefined;
}

const METHODS = ["gist", "btree", "hash"] as const;

export const exclusionRecipe: fc.Arbitrary<ExclusionRecipe> = fc.record({
  name: memberName,
  method: fc.constantFrom(...METHODS),
  elements: fc.array(fc.record({ column: seed, expression: maybe(seed) }), { minLength: 1, maxLength: 2 }),
  include: maybe(seed),
  fill: maybe(fc.constantFrom(70, 90)),
  where: maybe(conditionRecipe),
  deferrable,
  comment,
  indexComment: comment,
});

/** Undefined where the table has no column for it. */
export function makeExclusion(recipe: ExclusionRecipe, all: readonly MadeColumn[]): Exclusion | undefined {
  const columns = all.filter(isKept);
  const { name, method, fill } = recipe;
  const elements = elementsOf(recipe, columns);
  if (elements.length === 0) return undefined;
  const where = recipe.where === undefined ? undefined : makeCondition(recipe.where, columns);
  return defined({
    name,
    method: method === "btree" ? undefined : method,
    elements,
    include: method === "hash" ? undefined : included(recipe, elements, columns),
    with: fill === undefined ? undefined : { fillfactor: String(fill) },
    where: where === undefined ? undefined : { written: where },
    deferrable: recipe.deferrable,
    comment: recipe.comment,
    indexComment: recipe.indexComment,
  });
}

function elementsOf(
  { method, elements }: ExclusionRecipe,
  columns: readonly MadeColumn[],
): readonly ExclusionElement[] {
  const fitting = columns.filter((column) => operatorOf(method, column) !== undefined);
  // Hash takes one column only.
  return elements.slice(0, method === "hash" ? 1 : elements.length).flatMap(({ column, expression }) => {
    const made = pick(column, fitting, byName);
    const operator = made && operatorOf(method, made);
    if (made === undefined || operator === undefined) return [];
    return [makeElement(made, operator, method === "btree" ? expression : undefined)];
  });
}

function makeElement(column: MadeColumn, operator: string, expression: number | undefined): ExclusionElement {
  if (expression !== undefined)
    return { kind: "expression", expression: { written: makeExpression(expression, column) }, operator };
  const operatorClass = operator === "&&" && column.made.methods.gist?.[0];
  return {
    kind: "column",
    column: column.name,
    ...(typeof operatorClass === "string" && operatorClass !== "" ? { operatorClass } : {}),
    operator,
  };
}

/** An operator that the method knows for the type, and that two rows can be exchanged under. */
function operatorOf(method: ExclusionRecipe["method"], { made }: MadeColumn): string | undefined {
  if (made.methods[method] === undefined) return undefined;
  if (method !== "gist") return "=";
  // Not every domain has the operators of its type.
  if (made.isEnum) return undefined;
  const type = made.type.canonical ?? "";
  if (type === "tsvector") return undefined;
  return type === "point" ? "~=" : "&&";
}
