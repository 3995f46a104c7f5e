import { type ColumnSettings } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";
import { rarely, seed } from "./name.ts";
import { at } from "./pick.ts";
import { type MadeType } from "./type.ts";

export interface SettingsRecipe {
  /** Which of many; unset for most columns. */
  readonly storage: number | undefined;
  readonly compressed: boolean;
  readonly statistics: number | undefined;
  readonly distinct: string | undefined;
}

const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

export const settingsRecipe: fc.Arbitrary<SettingsRecipe> = fc.record({
  storage: seldom(seed),
  compressed: rarely,
  statistics: seldom(fc.constantFrom(0, 100, 10000)),
  distinct: seldom(fc.constantFrom("100", "-0.5")),
});

/** The settings that a server takes for the type, but for those that the type brings. */
export function makeSettings(recipe: SettingsRecipe, made: MadeType): ColumnSettings {
  const { statistics, distinct } = recipe;
  const storages = storagesOf(made);
  const storage = recipe.storage === undefined ? undefined : at(recipe.storage, storages);
  const compression = recipe.compressed && storages.length > 0 ? ("pglz" as const) : undefined;
  const options = distinct === undefined ? undefined : { n_distinct: distinct };
  return defined({ storage, compression, statistics, options });
}

/** Only values of changing length can be kept beside their row. */
function storagesOf({ type, isEnum }: MadeType): readonly NonNullable<ColumnSettings["storage"]>[] {
  const name = type.canonical ?? "";
  if (isEnum) return [];
  if (/^numeric[^[]*$/.test(name)) return ["plain", "external", "extended"];
  return /^(text|character varying|jsonb?$|bytea|xml|integer\[\]|tsvector)/.test(name)
    ? ["external", "main", "plain"]
    : [];
}
