import { type Domain, type DomainCheck, type QualifiedName } from "@limbeck/model";
import fc from "fast-check";

import { ownCollation } from "./collation.ts";
import { type DefaultRecipe, defaultRecipe, makeValue } from "./default.ts";
import { defined } from "./defined.ts";
import { comment, maybe, memberName, ownName, place, quotedType, rarely } from "./name.ts";
import { listOf, type Side, sideOf, type Sides, sides } from "./sides.ts";
import { type ConditionRecipe, conditionRecipe, makeCondition } from "./sqlText.ts";
import { arrayOf, type MadeType, type TypeRecipe, typeRecipe } from "./type.ts";

interface CheckRecipe {
  readonly name: string;
  readonly condition: ConditionRecipe;
  readonly notValid: boolean;
  readonly comment: string | undefined;
}

/** A domain beside its checks. */
interface Head {
  readonly name: string;
  readonly place: number | undefined;
  readonly type: TypeRecipe;
  readonly collation: string | undefined;
  readonly value: DefaultRecipe | undefined;
  readonly notNull: boolean;
  readonly comment: string | undefined;
}

export interface DomainRecipe extends Head {
  readonly checks: readonly CheckRecipe[];
}

const head: fc.Arbitrary<Head> = fc.record({
  name: ownName,
  place,
  type: typeRecipe.map((type) => ({ ...type, ofEnum: undefined, array: false })),
  collation: maybe(fc.constantFrom("C", "POSIX")),
  value: maybe(defaultRecipe),
  notNull: rarely,
  comment,
});

const check: fc.Arbitrary<CheckRecipe> = fc.record({
  name: memberName,
  condition: conditionRecipe,
  notValid: rarely,
  comment,
});

export const domainSides: fc.Arbitrary<Sides<DomainRecipe>> = fc
  .tuple(sides(head, ["name", "place"]), listOf(sides(check, ["name"]), 3))
  .map(([heads, checks]) => ({ ...sideWith(heads, checks, "a"), ...sideWith(heads, checks, "b") }));

function sideWith(
  heads: Sides<Head>,
  checks: readonly Sides<CheckRecipe>[],
  side: Side,
): Sides<DomainRecipe> {
  const found = heads[side];
  return found === undefined ? {} : { [side]: { ...found, checks: sideOf(checks, side) } };
}

/** A domain, and what can be done with its values. */
export interface MadeDomain {
  readonly domain: Domain;
  readonly made: MadeType;
}

/** `typeOf` makes the type that it stands on. */
export function makeDomain(
  recipe: DomainRecipe,
  schema: string | undefined,
  typeOf: (recipe: TypeRecipe) => MadeType,
  collations: readonly QualifiedName[],
): MadeDomain {
  const made = typeOf(recipe.type);
  const domain = defined({
    schema,
    name: recipe.name,
    type: made.type,
    collation: made.family === "text" ? ownCollation(recipe.collation, collations) : undefined,
    default: makeDefault(recipe.value, made),
    notNull: recipe.notNull ? (true as const) : undefined,
    checks: makeChecks(recipe.checks, made),
    comment: recipe.comment,
  });
  return { domain, made };
}

/** The type of a column of a domain, or of an array of it: what can be done with the values of the domain's own type. */
export function domainType({ domain, made }: MadeDomain, array: boolean): MadeType {
  // As with an enum, what is computed with it can be stored only.
  const element = {
    ...made,
    type: { written: quotedType(domain) },
    expressions: [],
    isEnum: true,
    tests: [],
  };
  // A NULL that its checks refuse is no default.
  return array ? { ...arrayOf(element), expressions: [] } : element;
}

function makeDefault(value: DefaultRecipe | undefined, made: MadeType): Domain["default"] {
  if (value?.kind !== "literal" && value?.kind !== "expression") return undefined;
  const found = makeValue(value, made);
  return found?.kind === "serial" ? undefined : found;
}

function makeChecks(recipes: readonly CheckRecipe[], made: MadeType): readonly DomainCheck[] {
  const value = { name: "value", made, column: { name: "value", type: made.type, nullable: true } };
  const byName = new Map(
    recipes.flatMap((recipe) => {
      const written = makeCondition(recipe.condition, [value]);
      if (written === undefined) return [];
      const one: DomainCheck = defined({
        name: recipe.name,
        expression: { written: written.replaceAll('"value"', "VALUE") },
        notValid: recipe.notValid ? (true as const) : undefined,
        comment: recipe.comment,
      });
      return [[recipe.name, one] as const];
    }),
  );
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
