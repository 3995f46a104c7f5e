import { type Namespace } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";
import { comment, name } from "./name.ts";

export interface NamespaceRecipe {
  readonly name: string;
  readonly comment: string | undefined;
}

export const namespaceRecipe: fc.Arbitrary<NamespaceRecipe> = fc.record({
  name: name.filter((text) => !text.startsWith("pg_") && text !== "public"),
  comment,
});

export function makeNamespaces(recipes: readonly NamespaceRecipe[]): readonly Namespace[] {
  const taken = new Set<string>();
  return recipes.filter((recipe) => !taken.has(recipe.name) && taken.add(recipe.name)).map(defined);
}
