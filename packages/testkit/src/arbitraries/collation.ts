import { type Collation, type QualifiedName } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";
import { comment, name, place } from "./name.ts";
import { at } from "./pick.ts";

export interface CollationRecipe {
  readonly name: string;
  readonly place: number | undefined;
  readonly comment: string | undefined;
}

export const collationRecipe: fc.Arbitrary<CollationRecipe> = fc.record({ name, place, comment });

/** What it is, its name says: what uses it on both sides does not let it change. Every server knows these locales. */
export function makeCollation({ comment }: CollationRecipe, place: QualifiedName): Collation {
  return defined({ ...place, ...at(place.name.length, KINDS), comment });
}

const KINDS = [{ locale: "C" }, { lcCollate: "POSIX", lcCtype: "C" }, { locale: "POSIX" }] as const;

/** The collation that is meant by one of two names: one that the schema makes, where it makes any. */
export function ownCollation(
  said: string | undefined,
  [first]: readonly QualifiedName[],
): QualifiedName | undefined {
  if (said === undefined) return undefined;
  return said === "POSIX" && first !== undefined
    ? defined({ schema: first.schema, name: first.name })
    : { name: said };
}
