import { type Column, type Default, type OnConflict, type SqlText } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "../defined.ts";
import { maybe, quoted, seed } from "../name.ts";
import { at, byName, pick } from "../pick.ts";
import { name, onConflict } from "./names.ts";

export interface ColumnRecipe {
  readonly name: string;
  readonly type: number;
  readonly nullable: boolean;
  readonly notNullOnConflict: OnConflict | undefined;
  readonly notNullName: string | undefined;
  readonly default: number | undefined;
  readonly collation: string | undefined;
  readonly generated: { readonly of: number; readonly form: number; readonly stored: boolean } | undefined;
}

export const columnRecipe: fc.Arbitrary<ColumnRecipe> = fc.record({
  name,
  type: seed,
  nullable: fc.boolean(),
  notNullOnConflict: maybe(onConflict),
  notNullName: maybe(name, 1),
  default: maybe(seed, 2),
  collation: maybe(fc.constantFrom("NOCASE", "RTRIM")),
  generated: maybe(fc.record({ of: seed, form: seed, stored: fc.boolean() })),
});

/** Spelled as people do; the ones that a STRICT table takes come first. */
const TYPES = [
  ["integer", "integer"],
  ["TEXT", "text"],
  ["real", "real"],
  ["blob", "blob"],
  ["INT", "int"],
  ["any", "any"],
  ["varchar(20)", "varchar(20)"],
  ["Decimal(10, 2)", "decimal(10,2)"],
  ["boolean", "boolean"],
  ["timestamp with time zone", "timestamp with time zone"],
  ["", ""],
] as const;
const STRICT = 6;

const DEFAULTS: readonly Default[] = [
  { kind: "literal", value: "it's" },
  { kind: "literal", value: 0 },
  { kind: "literal", value: -1.5 },
  { kind: "literal", value: "" },
  { kind: "expression", written: "CURRENT_TIMESTAMP" },
  { kind: "expression", written: "(strftime('%s', 'now'))" },
  { kind: "expression", written: "(1 + 1)" },
  { kind: "expression", written: "x'00ff'" },
];

const GENERATED: readonly ((column: string) => string)[] = [
  (c) => `${c} + 1`,
  (c) => `lower(${c})`,
  (c) => `CASE WHEN ${c} IS NULL THEN 'none' ELSE ${c} || ')' END`,
];

/** The columns of a table; the first one is never generated, so that there is something to generate from. */
export function makeColumns(recipes: readonly ColumnRecipe[], strict: boolean): readonly Column[] {
  const plain = recipes.filter(({ generated }, position) => position === 0 || generated === undefined);
  return recipes.map((recipe, position) => {
    const { generated } = recipe;
    const source = generated && position > 0 ? pick(generated.of, plain, byName) : undefined;
    const text = source && at(generated?.form ?? 0, GENERATED)?.(quoted(source.name));
    return makeColumn(recipe, strict, text);
  });
}

function makeColumn(recipe: ColumnRecipe, strict: boolean, expression: string | undefined): Column {
  const [written, canonical] = at(recipe.type, strict ? TYPES.slice(0, STRICT) : TYPES) ?? TYPES[0];
  const value =
    recipe.default === undefined || expression !== undefined
      ? undefined
      : at(recipe.default, fitting(strict, canonical));
  return defined({
    name: recipe.name,
    type: { written, canonical },
    collation: recipe.collation,
    nullable: recipe.nullable,
    notNullOnConflict: recipe.nullable ? undefined : recipe.notNullOnConflict,
    notNullName: recipe.nullable ? undefined : recipe.notNullName,
    default: value,
    generated:
      expression === undefined
        ? undefined
        : { expression: { written: expression }, stored: recipe.generated?.stored === true },
  });
}

/** A STRICT table takes any default, and then no row that has it. */
function fitting(strict: boolean, type: string): readonly Default[] {
  if (!strict || type === "any") return DEFAULTS;
  return DEFAULTS.filter(
    (value) => value.kind === "literal" && typeof value.value === (type === "text" ? "string" : "number"),
  );
}

/** The type itself, if a STRICT table takes it. */
export function strictType(type: SqlText): SqlText {
  const taken = TYPES.slice(0, STRICT).some(([, canonical]) => canonical === type.canonical);
  return taken ? type : { written: "text", canonical: "text" };
}
