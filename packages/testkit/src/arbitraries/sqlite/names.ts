import fc from "fast-check";

import { memberName, name as anyName } from "../name.ts";

/** SQLite keeps names that begin so for itself. */
const isFree = (text: string): boolean => !/^sqlite_/i.test(text);

export const name: fc.Arbitrary<string> = anyName.filter(isFree);
export const objectName: fc.Arbitrary<string> = memberName.filter(isFree);

/** Takes a name, and says whether it was free: ASCII letters are the same in both cases. */
export type Claim = (name: string) => boolean;

export function claims(): Claim {
  const taken = new Set<string>();
  return (text) => {
    const key = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  };
}

/** The items whose names are free, the first of each. */
export function distinct<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  const claim = claims();
  return items.filter((item) => claim(item.name));
}

export const onConflict = fc.constantFrom(
  "rollback" as const,
  "fail" as const,
  "ignore" as const,
  "replace" as const,
);

/** A constraint's own name, or one that nobody chose. */
export const ownName: fc.Arbitrary<string | undefined> = fc.option(objectName, { nil: undefined });

/** A name of its own, or the one that PostgreSQL would derive for what has none; undefined where both are taken. */
export function named(chosen: string | undefined, claim: Claim, ...parts: readonly string[]) {
  if (chosen !== undefined && claim(chosen)) return { name: chosen };
  const name = parts.join("_");
  return claim(name) ? { name, derivedName: true as const } : undefined;
}
