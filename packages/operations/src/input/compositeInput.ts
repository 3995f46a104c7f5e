import { type Attribute, type Composite, type QualifiedName } from "@limbeck/model";

import { defined } from "./defined.ts";
import { collatedType, plainType, type TypeInput, typeInput, typeText } from "./typeInput.ts";

/** `{ name: "street", type: "text" }` */
export interface AttributeInput {
  readonly name: string;
  readonly type: TypeInput;
  readonly comment?: string;
}

/** What a composite type is, beside its name and comment. */
export interface CompositeInput {
  /** In the order of `ROW(…)`. */
  readonly attributes: readonly AttributeInput[];
}

/** What a composite type is, beside its name and comment. */
export type CompositeDefinition = Omit<Composite, keyof QualifiedName | "comment">;

export function compositeDefinition({ attributes }: CompositeInput): CompositeDefinition {
  return {
    attributes: attributes.map(({ name, type, comment }): Attribute =>
      defined({ name, ...plainType(typeText(type)), comment }),
    ),
  };
}

export function compositeInput({ attributes }: CompositeDefinition): CompositeInput {
  return {
    attributes: attributes.map((attribute) =>
      defined({
        name: attribute.name,
        type: typeInput(collatedType(attribute)),
        comment: attribute.comment,
      }),
    ),
  };
}
