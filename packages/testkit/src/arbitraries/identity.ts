import { type Identity, type SequenceType } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";
import { comment } from "./name.ts";
import { makeOptions, type OptionsRecipe, optionsRecipe } from "./sequence.ts";

export interface IdentityRecipe {
  readonly kind: "identity";
  readonly mode: Identity["mode"];
  readonly options: OptionsRecipe;
  readonly comment: string | undefined;
}

export const identityRecipe: fc.Arbitrary<IdentityRecipe> = fc.record({
  kind: fc.constant("identity" as const),
  mode: fc.constantFrom("always" as const, "byDefault" as const),
  options: optionsRecipe,
  comment,
});

export function makeIdentity({ mode, options, comment: text }: IdentityRecipe, type: SequenceType): Identity {
  return defined({ mode, options: makeOptions(options, type), comment: text });
}
