import { type Collation, icuLocale, nameKey, nameOf, type Schema, showName } from "@limbeck/model";
import { collationKeys, type Operation } from "@limbeck/operations";

import { objectComment } from "./comments.ts";
import { collationInUse } from "./errors.ts";
import { type Fields, same } from "./fields.ts";

const COLLATION = {
  schema: "identity",
  name: "identity",
  provider: "compared",
  locale: "compared",
  lcCollate: "compared",
  lcCtype: "compared",
  deterministic: "compared",
  rules: "compared",
  comment: "separate",
} as const satisfies Fields<Collation>;

/** How the collations of two schemas differ. One that the target still names stays. Errors: `collation-in-use`. */
export function diffCollations(before: Schema, after: Schema): readonly Operation[] {
  const old = new Map(before.collations.map((collation) => [nameKey(collation), collation]));
  const keys = new Set(after.collations.map(nameKey));
  const gone = before.collations.filter((collation) => !keys.has(nameKey(collation)));
  const named = gone.length === 0 ? new Set() : namedBy(after);
  return [
    ...after.collations.flatMap((collation) =>
      changed(old.get(nameKey(collation)), collation, { before, after }),
    ),
    ...gone.filter((collation) => !named.has(nameKey(collation))).map(dropped),
  ];
}

function changed(
  was: Collation | undefined,
  is: Collation,
  { before, after }: { readonly before: Schema; readonly after: Schema },
): readonly Operation[] {
  const create = { kind: "createCollation", collation: is } as const;
  if (was === undefined) return [create];
  if (same(COLLATION, inOneSpelling(was), inOneSpelling(is)))
    return objectComment({ collation: nameOf(is) }, was, is);
  const key = nameKey(is);
  if (namedBy(before).has(key) && namedBy(after).has(key)) throw collationInUse(showName(is));
  return [dropped(was), create];
}

function inOneSpelling(collation: Collation): Collation {
  const { provider, locale } = collation;
  return provider === "icu" && locale !== undefined ? { ...collation, locale: icuLocale(locale) } : collation;
}

/** The keys of the collations that anything but themselves names. */
function namedBy({ collations: _, ...others }: Schema): ReadonlySet<string> {
  return collationKeys(others);
}

function dropped(collation: Collation): Operation {
  return { kind: "dropCollation", name: nameOf(collation), collation };
}
