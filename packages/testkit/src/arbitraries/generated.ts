import { type Generated, type SqlText } from "@limbeck/model";
import fc from "fast-check";

import { type MadeColumn } from "./column.ts";
import { quoted, seed } from "./name.ts";
import { at, byName, pick } from "./pick.ts";
import { builtInText, makeType, type MadeType } from "./type.ts";

export interface GeneratedRecipe {
  readonly kind: "generated";
  readonly column: number;
  readonly form: number;
  readonly stored: boolean;
}

export const generatedRecipe: fc.Arbitrary<GeneratedRecipe> = fc.record({
  kind: fc.constant("generated" as const),
  column: seed,
  form: seed,
  stored: fc.boolean(),
});

export interface MadeGenerated {
  readonly type: MadeType;
  readonly generated: Generated;
}

/**
 * An expression over a plain column of the table, with the type that it gives. Virtual columns are there from PostgreSQL 18 on,
 * and compute with built-in types only.
 */
export function makeGenerated(
  recipe: GeneratedRecipe,
  columns: readonly MadeColumn[],
  major: number,
): MadeGenerated | undefined {
  const source = pick(recipe.column, columns, byName);
  if (source === undefined) return undefined;
  const [type, written, called] = computed(recipe.form, source);
  const stored = recipe.stored || major < 18 || source.made.isEnum || called === true;
  return { type, generated: { expression: { written }, stored } };
}

const BOOLEAN = typeOf("boolean", 7);
const INTEGER = typeOf("integer", 0);
const TEXT = typeOf("text", 1);

/** By its number in the list of types. */
function typeOf(written: string, builtIn: number): MadeType {
  const made = makeType({ builtIn, spelling: 0, ofEnum: undefined, array: false }, []);
  return { ...made, type: builtInText(written) satisfies SqlText };
}

function computed(
  form: number,
  { name, made, column }: MadeColumn,
): readonly [type: MadeType, written: string, called?: true] {
  const own = quoted(name);
  const test = form % 4 === 3 ? at(form, made.tests ?? []) : undefined;
  if (test !== undefined) return [BOOLEAN, `${test}(${own})`, true];
  const isInteger = column.type.canonical === "integer";
  if (made.family === "text" && form % 3 === 0) return [TEXT, `lower(${own})`];
  if (made.family === "text" && form % 3 === 1) return [INTEGER, `length(${own})`];
  if (isInteger && form % 2 === 0) return [INTEGER, `${own} * ${(form % 3) + 2}`];
  return [BOOLEAN, form % 2 === 0 ? `${own} IS NULL` : `(${own}) IS NOT NULL`];
}
