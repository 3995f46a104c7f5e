import { type QualifiedName, showName } from "@limbeck/model";

import { type CompositeDefinition } from "../input/compositeInput.ts";
import { type Ref } from "../ref.ts";
import { typeRefs } from "../sql/type.ts";

/** A composite type in words. */
export const show = (name: QualifiedName): string => `composite type ${showName(name)}`;

/** The types of its attributes. */
export function heldTypes({ attributes }: CompositeDefinition): readonly Ref[] {
  return typeRefs(...attributes.map(({ type }) => type));
}
