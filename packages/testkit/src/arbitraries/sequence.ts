import {
  fillSequenceOptions,
  type Sequence,
  type SequenceOptions,
  type SequenceType,
  trimSequenceOptions,
} from "@limbeck/model";
import fc from "fast-check";

import { comment, maybe, name, place, rarely, seed } from "./name.ts";

export interface OptionsRecipe {
  readonly increment: string | undefined;
  readonly min: string | undefined;
  readonly max: string | undefined;
  readonly start: string | undefined;
  readonly cache: string | undefined;
  readonly cycle: boolean;
}

export interface SequenceRecipe {
  readonly name: string;
  readonly place: number | undefined;
  readonly type: Sequence["type"] | undefined;
  readonly options: OptionsRecipe;
  readonly unlogged: boolean;
  /** The column that owns it, or nothing. */
  readonly owner: number | undefined;
  readonly comment: string | undefined;
}

export const optionsRecipe: fc.Arbitrary<OptionsRecipe> = fc.record({
  increment: maybe(fc.constantFrom("2", "10", "-1", "-5")),
  min: maybe(fc.constantFrom("5", "0", "-100", "1000")),
  max: maybe(fc.constantFrom("9999", "100", "-10", "32767", "100000")),
  start: maybe(fc.constantFrom("10", "-20", "1", "2000")),
  cache: maybe(fc.constantFrom("20", "2")),
  cycle: rarely,
});

export const sequenceRecipe: fc.Arbitrary<SequenceRecipe> = fc.record({
  name,
  place,
  type: maybe(fc.constantFrom("smallint" as const, "integer" as const)),
  options: optionsRecipe,
  unlogged: rarely,
  owner: maybe(seed),
  comment,
});

/** The options that a server takes: limits apart, and the start between them. What it would choose by itself is left out. */
export function makeOptions(recipe: OptionsRecipe, type: SequenceType): SequenceOptions {
  const { increment = "1", min, max, start, cache = "1", cycle } = recipe;
  const said = (key: string, value: string | undefined) => (value === undefined ? {} : { [key]: value });
  const limits = { ...said("increment", increment), ...said("min", min), ...said("max", max) };
  const wanted = fillSequenceOptions(limits, type);
  const widest = fillSequenceOptions({}, type).max;
  const apart = BigInt(wanted.min) < BigInt(wanted.max) && BigInt(wanted.max) <= BigInt(widest);
  const full = apart ? wanted : fillSequenceOptions({ increment }, type);
  const inside =
    start !== undefined && BigInt(start) >= BigInt(full.min) && BigInt(start) <= BigInt(full.max);
  return trimSequenceOptions({ ...full, cache, cycle, ...(inside ? { start } : {}) }, type);
}
