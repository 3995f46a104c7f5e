import {
  type Column,
  type Composite,
  type Default,
  type Enum,
  type QualifiedName,
  type Range,
  type Sequence,
  type SequenceType,
} from "@limbeck/model";
import fc from "fast-check";

import { pickComposite } from "./composite.ts";
import { type DefaultRecipe, defaultRecipe, makeSerial, makeValue } from "./default.ts";
import { makeSettings, type SettingsRecipe, settingsRecipe } from "./columnSettings.ts";
import { defined } from "./defined.ts";
import { type MadeFunction, withFunctions } from "./function.ts";
import { type GeneratedRecipe, generatedRecipe, makeGenerated } from "./generated.ts";
import { type IdentityRecipe, identityRecipe, makeIdentity } from "./identity.ts";
import { domainType, type MadeDomain } from "./domain.ts";
import { comment, name, type Names, quotedName, quotedText, sequenceName } from "./name.ts";
import { type NotNullRecipe, notNullRecipe } from "./notNull.ts";
import { at, byQualifiedName, pick } from "./pick.ts";
import { pickRange } from "./range.ts";
import { makeType, type MadeType, type TypeRecipe, typeRecipe } from "./type.ts";

export interface ColumnRecipe {
  readonly name: string;
  readonly type: TypeRecipe;
  readonly nullable: boolean;
  readonly notNull: NotNullRecipe;
  readonly value: DefaultRecipe | IdentityRecipe | GeneratedRecipe | undefined;
  readonly settings: SettingsRecipe;
  readonly comment: string | undefined;
}

export const columnRecipe: fc.Arbitrary<ColumnRecipe> = fc.record({
  name,
  type: typeRecipe,
  nullable: fc.boolean(),
  notNull: notNullRecipe,
  value: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 4, arbitrary: defaultRecipe },
    { weight: 1, arbitrary: identityRecipe },
    { weight: 1, arbitrary: generatedRecipe },
  ),
  settings: settingsRecipe,
  comment,
});

/** A column, and what can be done with its values. */
export interface MadeColumn {
  readonly name: string;
  readonly column: Column;
  readonly made: MadeType;
}

/** The types of a schema. */
export interface OwnTypes {
  readonly enums: readonly Enum[];
  readonly domains: readonly MadeDomain[];
  readonly composites: readonly Composite[];
  readonly ranges: readonly Range[];
  readonly functions: readonly MadeFunction[];
}

/** What the columns of a schema are made with. */
export interface Surroundings extends OwnTypes {
  readonly table: QualifiedName;
  /** The sequences that no column owns. */
  readonly sequences: readonly Sequence[];
  readonly names: Names;
  readonly major: number;
}

/** The columns of a table, each name once. Generated ones compute with the others, so they come after them. */
export function makeColumns(recipes: readonly ColumnRecipe[], around: Surroundings): readonly MadeColumn[] {
  const taken = new Set<string>();
  const once = recipes.filter((recipe) => !taken.has(recipe.name) && taken.add(recipe.name));
  const plain = once.filter(({ value }) => value?.kind !== "generated");
  const columns = plain.map((recipe) => makePlain(recipe, around));
  const computed = once.flatMap((recipe) => {
    const made = makeComputed(recipe, columns, around);
    return made === undefined ? [] : [made];
  });
  return [...columns, ...computed];
}

function makePlain(recipe: ColumnRecipe, around: Surroundings): MadeColumn {
  const made = columnType(recipe.type, around);
  const column = {
    name: recipe.name,
    type: made.type,
    nullable: recipe.nullable,
    comment: recipe.comment,
    ...makeSettings(recipe.settings, made),
    ...filling(recipe, made, around),
  };
  return { name: recipe.name, made, column: defined(column) };
}

/** A type of the schema's own where a recipe wants an enum: of which kind, its number says. */
export function columnType(recipe: TypeRecipe, around: OwnTypes): MadeType {
  return withFunctions(plainType(recipe, around), around.functions);
}

function plainType(recipe: TypeRecipe, around: OwnTypes): MadeType {
  const { enums, domains, composites, ranges } = around;
  const number = recipe.ofEnum ?? 0;
  if (number % 8 === 2) return pickComposite(recipe, composites) ?? makeType(recipe, enums);
  if (number % 8 === 4) return pickRange(recipe, ranges) ?? makeType(recipe, enums);
  const one = number % 2 === 0 ? undefined : pick(number, domains, ({ domain }) => byQualifiedName(domain));
  return one === undefined ? makeType(recipe, enums) : domainType(one, recipe.array);
}

type Filling = Partial<Pick<Column, "default" | "identity" | "nullable">>;

function filling({ name: own, value }: ColumnRecipe, made: MadeType, around: Surroundings): Filling {
  if (value === undefined || value.kind === "generated") return {};
  if (value.kind === "literal" || value.kind === "expression") return defaultOf(makeValue(value, made));
  const counted = SEQUENCE_TYPES.find((type) => type === made.type.canonical);
  if (counted === undefined) return {};
  if (value.kind === "nextval") return defaultOf(nextval(value.seed, around.sequences));
  // The server names the sequence, and takes another name where that one is taken.
  if (!around.names.claim(["relation", "type"], sequenceName(around.table, own))) return {};
  return value.kind === "serial"
    ? { default: makeSerial(value, counted) }
    : { identity: makeIdentity(value, counted), nullable: false };
}

const SEQUENCE_TYPES = ["smallint", "integer", "bigint"] as const satisfies readonly SequenceType[];

function defaultOf(value: Default | undefined): Filling {
  return value === undefined ? {} : { default: value };
}

function nextval(seed: number, sequences: readonly Sequence[]): Default | undefined {
  const sequence = pick(seed, sequences, byQualifiedName);
  if (sequence === undefined) return undefined;
  return { kind: "expression", written: `nextval(${quotedText(quotedName(sequence))}::regclass)` };
}

function makeComputed(
  recipe: ColumnRecipe,
  columns: readonly MadeColumn[],
  { major }: Surroundings,
): MadeColumn | undefined {
  if (recipe.value?.kind !== "generated") return undefined;
  const made = makeGenerated(recipe.value, columns, major);
  if (made === undefined) return undefined;
  const { name: own, nullable, comment: text } = recipe;
  const settings = made.generated.stored ? makeSettings(recipe.settings, made.type) : {};
  const { type, generated } = made;
  const column = { name: own, type: type.type, nullable, generated, ...settings, comment: text };
  return { name: own, made: made.type, column: defined(column) };
}

/** What indexes and constraints may stand on: not what is computed only when it is read. */
export function isKept({ column }: MadeColumn): boolean {
  return column.generated?.stored !== false;
}

/** What a key can be of: a column that is kept, of a type that sorts. */
export function isKeyColumn(column: MadeColumn): boolean {
  return isKept(column) && column.made.methods.btree !== undefined;
}

/**
 * Some texts sort by a collation of their own: which, their name says, so that it is the same on both sides. Models that do not say it mean
 * the one that is there.
 */
export function withCollation({ name: own, column, made }: MadeColumn): Column {
  const collation = made.collatable ? at(own.length, COLLATIONS) : undefined;
  return collation === undefined ? column : { ...column, collation };
}

const COLLATIONS = ['"C"', undefined, undefined, '"POSIX"', undefined];
