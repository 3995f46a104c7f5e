import { type Attribute, type Composite, type QualifiedName } from "@limbeck/model";
import fc from "fast-check";

import { ownCollation } from "./collation.ts";
import { defined } from "./defined.ts";
import { comment, maybe, name, ownName, place, quotedName, quotedType } from "./name.ts";
import { byQualifiedName, pick } from "./pick.ts";
import { listOf, type Side, sideOf, type Sides, sides } from "./sides.ts";
import { arrayOf, type MadeType, type TypeRecipe, typeRecipe } from "./type.ts";

interface AttributeRecipe {
  readonly name: string;
  readonly type: TypeRecipe;
  readonly collation: string | undefined;
  readonly comment: string | undefined;
}

/** A composite type beside its attributes. */
interface Head {
  readonly name: string;
  readonly place: number | undefined;
  readonly comment: string | undefined;
}

export interface CompositeRecipe extends Head {
  readonly attributes: readonly AttributeRecipe[];
}

const head: fc.Arbitrary<Head> = fc.record({ name: ownName, place, comment });

const attribute: fc.Arbitrary<AttributeRecipe> = fc.record({
  name,
  type: typeRecipe,
  collation: maybe(fc.constantFrom("C", "POSIX")),
  comment,
});

/** Attributes come, go, change, and stand the other way round. */
export const compositeSides: fc.Arbitrary<Sides<CompositeRecipe>> = fc
  .tuple(
    sides(head, ["name", "place"]),
    listOf(sides(attribute, ["name"]), 4),
    fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  )
  .map(([heads, attributes, turned]) => ({
    ...sideWith(heads, attributes, "a", false),
    ...sideWith(heads, attributes, "b", turned),
  }));

function sideWith(
  heads: Sides<Head>,
  attributes: readonly Sides<AttributeRecipe>[],
  side: Side,
  turned: boolean,
): Sides<CompositeRecipe> {
  const found = heads[side];
  const list = sideOf(attributes, side);
  return found === undefined ? {} : { [side]: { ...found, attributes: turned ? list.toReversed() : list } };
}

/** `typeOf` makes the type of an attribute, of the schema's own types or the server's. */
export function makeComposite(
  recipe: CompositeRecipe,
  schema: string | undefined,
  typeOf: (recipe: TypeRecipe) => MadeType,
  collations: readonly QualifiedName[],
): Composite {
  const attributes = new Map(
    recipe.attributes.map((one): [string, Attribute] => [
      one.name,
      makeAttribute(one, typeOf(one.type), collations),
    ]),
  );
  return defined({
    schema,
    name: recipe.name,
    attributes: [...attributes.values()],
    comment: recipe.comment,
  });
}

function makeAttribute(
  recipe: AttributeRecipe,
  made: MadeType,
  collations: readonly QualifiedName[],
): Attribute {
  const collation = ownCollation(recipe.collation, collations);
  const sorts = made.family === "text" && !made.isEnum;
  return defined({
    name: recipe.name,
    type: made.type,
    collation: sorts && collation !== undefined ? quotedName(collation) : undefined,
    comment: recipe.comment,
  });
}

/** The type of a column of one of the composite types, or of an array of it, as chance has it. */
export function pickComposite(recipe: TypeRecipe, composites: readonly Composite[]): MadeType | undefined {
  const one = recipe.ofEnum === undefined ? undefined : pick(recipe.ofEnum, composites, byQualifiedName);
  if (one === undefined) return undefined;
  const made = ownType(quotedType(one));
  return recipe.array ? arrayOf(made) : made;
}

/** A type of the schema's own of which nothing is known but its name. */
export function ownType(written: string): MadeType {
  return {
    type: { written },
    family: "other",
    methods: {},
    literals: [],
    expressions: [],
    values: [],
    isEnum: true,
    collatable: false,
  };
}
