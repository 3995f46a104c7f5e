import { type Default, type SequenceType } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";
import { comment, maybe, rarely, seed } from "./name.ts";
import { at } from "./pick.ts";
import { makeOptions, type OptionsRecipe, optionsRecipe } from "./sequence.ts";
import { type MadeType } from "./type.ts";

export type DefaultRecipe =
  | { readonly kind: "literal"; readonly seed: number }
  | { readonly kind: "expression"; readonly seed: number }
  /** The next value of a free-standing sequence of the schema. */
  | { readonly kind: "nextval"; readonly seed: number }
  | SerialRecipe;

interface SerialRecipe {
  readonly kind: "serial";
  readonly options: OptionsRecipe | undefined;
  /** Counts in bigint, whatever its column does. */
  readonly wide: boolean;
  readonly comment: string | undefined;
}

export const defaultRecipe: fc.Arbitrary<DefaultRecipe> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("literal" as const), seed }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("expression" as const), seed }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("nextval" as const), seed }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("serial" as const),
      options: maybe(optionsRecipe),
      wide: rarely,
      comment,
    }),
  },
);

/** The default of a plain value; undefined where the type has none of that kind. */
export function makeValue(
  recipe: { readonly kind: "literal" | "expression"; readonly seed: number },
  { literals, expressions }: MadeType,
): Default | undefined {
  if (recipe.kind === "expression") {
    const written = at(recipe.seed, expressions);
    return written === undefined ? undefined : { kind: "expression", written };
  }
  const value = at(recipe.seed, literals);
  return value === undefined ? undefined : { kind: "literal", value };
}

export function makeSerial({ options, wide, comment: text }: SerialRecipe, type: SequenceType): Default {
  const counted = wide ? "bigint" : type;
  const made = options === undefined ? {} : makeOptions(options, counted);
  return defined({
    kind: "serial" as const,
    options: Object.keys(made).length === 0 ? undefined : made,
    type: counted === type ? undefined : counted,
    comment: text,
  });
}
