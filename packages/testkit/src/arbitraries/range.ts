import { multirangeName, type Range } from "@limbeck/model";
import fc from "fast-check";

import { ownType } from "./composite.ts";
import { defined } from "./defined.ts";
import { comment, maybe, ownName, place, quotedType, seed } from "./name.ts";
import { at, byQualifiedName, pick } from "./pick.ts";
import { arrayOf, builtInText, type MadeType, type TypeRecipe } from "./type.ts";

export interface RangeRecipe {
  readonly name: string;
  readonly place: number | undefined;
  readonly subtype: number;
  readonly collation: string | undefined;
  readonly operatorClass: boolean;
  readonly difference: boolean;
  readonly multirange: string | undefined;
  readonly comment: string | undefined;
}

interface Subtype {
  readonly text: string;
  readonly operatorClass?: string;
  readonly difference?: string;
}

const SUBTYPES: readonly Subtype[] = [
  { text: "double precision", difference: "float8mi" },
  { text: "text", operatorClass: "text_pattern_ops" },
  { text: "int4", difference: "int4range_subdiff" },
  { text: "varchar", operatorClass: "varchar_pattern_ops" },
  { text: "numeric", difference: "numrange_subdiff" },
  { text: "date" },
  { text: "uuid" },
];

/**
 * Where a multirange type has no name of its own, the server cuts that of the range after 52 bytes, if need be in the middle of a character
 * (makeMultirangeTypeName in PostgreSQL's typecmds.c): what comes of it is no text.
 */
const rangeName = ownName.filter((text) => {
  const next = new TextEncoder().encode(text)[52] ?? 0;
  return (next & 0xc0) !== 0x80;
});

export const rangeRecipe: fc.Arbitrary<RangeRecipe> = fc.record({
  name: rangeName,
  place,
  subtype: seed,
  collation: maybe(fc.constantFrom('"C"', '"POSIX"')),
  operatorClass: fc.boolean(),
  difference: fc.boolean(),
  multirange: maybe(fc.constantFrom("many", "a b")),
  comment,
});

export function makeRange(recipe: RangeRecipe, schema: string | undefined): Range {
  const { text, operatorClass, difference } = at(recipe.subtype, SUBTYPES) ?? { text: "uuid" };
  const sorts = text === "text" || text === "varchar";
  const place = schema === undefined ? {} : { schema };
  return defined({
    schema,
    name: recipe.name,
    subtype: builtInText(text),
    operatorClass: recipe.operatorClass ? operatorClass : undefined,
    collation: sorts ? recipe.collation : undefined,
    subtypeDiff: recipe.difference && difference !== undefined ? { name: difference } : undefined,
    multirange: recipe.multirange === undefined ? undefined : { ...place, name: recipe.multirange },
    comment: recipe.comment,
  });
}

/** The type of a column of one of the range types, of its multirange type, or of an array, as chance has it. */
export function pickRange(recipe: TypeRecipe, ranges: readonly Range[]): MadeType | undefined {
  const one = recipe.ofEnum === undefined ? undefined : pick(recipe.ofEnum, ranges, byQualifiedName);
  if (one === undefined) return undefined;
  const own = ownType(quotedType(recipe.spelling === 1 ? multirangeName(one) : one));
  const made = {
    ...own,
    methods: { btree: [""], hash: [""], gist: [""] },
    literals: recipe.spelling === 1 ? ["{}"] : ["empty"],
  };
  return recipe.array ? arrayOf(made) : made;
}
