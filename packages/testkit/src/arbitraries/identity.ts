import { type Identity, type SequenceType } from "@limbeck/model";
import fc from "fast-check";

import { makeOptions, type OptionsRecipe, optionsRecipe } from "./sequence.ts";

export interface IdentityRecipe {
  readonly kind: "identity";
  readonly mode: Identity["mode"];
  readonly options: OptionsRecipe;
}

export const identityRecipe: fc.Arbitrary<IdentityRecipe> = fc.record({
  kind: fc.constant("identity" as const),
  mode: fc.constantFrom("always" as const, "byDefault" as const),
  options: optionsRecipe,
});

export function makeIdentity({ mode, options }: IdentityRecipe, type: SequenceType): Identity {
  return { mode, options: makeOptions(options, type) };
}
