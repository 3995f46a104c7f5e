import { type Deferrable, type Lenient, type StorageParameters } from "@limbeck/model";
import fc from "fast-check";

import { type MadeColumn } from "./column.ts";
import { comment, maybe, memberName, rarely, seed } from "./name.ts";
import { keyParameters } from "./storageParameters.ts";
import { byName, pickSome } from "./pick.ts";

/** What keys over columns have in common. */
export interface KeyRecipe {
  readonly name: string;
  readonly columns: number;
  readonly count: number;
  readonly include: number | undefined;
  readonly deferrable: Deferrable | undefined;
  readonly parameters: StorageParameters | undefined;
  readonly comment: string | undefined;
  readonly indexComment: string | undefined;
}

export const deferrable: fc.Arbitrary<Deferrable | undefined> = maybe(
  fc.constantFrom("immediate" as const, "deferred" as const),
);

/** What a check or a foreign key leaves unlooked at. */
export interface LenientRecipe {
  readonly notValid: boolean;
  readonly notEnforced: boolean;
}

export const lenientRecipe: fc.Arbitrary<LenientRecipe> = fc.record({
  notValid: rarely,
  notEnforced: rarely,
});

/** Nothing of what is not enforced, which PostgreSQL 18 knows first, is validated. */
export function makeLenient({ notValid, notEnforced }: LenientRecipe, major: number): Lenient {
  if (notEnforced && major >= 18) return { notEnforced };
  return notValid ? { notValid } : {};
}

export const keyFields = {
  name: memberName,
  columns: seed,
  count: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 3 })),
  include: maybe(seed),
  deferrable,
  parameters: keyParameters,
  comment,
  indexComment: comment,
};

/** Columns by number, and one more to carry along that is not among them. */
export function keyColumns(
  { columns, count, include }: Pick<KeyRecipe, "columns" | "count" | "include">,
  candidates: readonly MadeColumn[],
  carried: readonly MadeColumn[],
): { readonly columns: readonly string[]; readonly include: readonly string[] | undefined } {
  const chosen = pickSome(columns, count, candidates, byName).map(byName);
  const others = carried.map(byName).filter((name) => !chosen.includes(name));
  const more = include === undefined ? [] : pickSome(include, 1, others, (name) => name);
  return { columns: chosen, include: more.length === 0 ? undefined : more };
}
