import { type Collation, foundName, icuLocale, nameKey, nameOf, type Schema } from "@limbeck/model";
import { apply, collationKeys, oldName, OPAQUE, type Operation, ref } from "@limbeck/operations";

import { objectComment } from "./comments.ts";
import { dividing } from "./partition/divided.ts";
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

/** How the collations of two schemas differ. One that the target still names stays. */
export function diffCollations(before: Schema, after: Schema): readonly Operation[] {
  const old = new Map(before.collations.map((collation) => [nameKey(collation), collation]));
  const keys = new Set(after.collations.map(nameKey));
  const gone = before.collations.filter((collation) => !keys.has(nameKey(collation)));
  const named = gone.length === 0 ? new Set() : namedBy(after);
  return [
    ...after.collations.flatMap((collation) => changed(old.get(nameKey(collation)), collation)),
    ...gone.filter((collation) => !named.has(usedKey(collation))).map(dropped),
  ];
}

/**
 * The start with each collation that is to be another one, and by which something sorts before and after that, under a name of its own: what
 * sorts by it then sorts by another collation than it is to, and changes like anything else. Errors: `collation-in-use`.
 */
export function collationsAside(before: Schema, after: Schema): readonly [Schema, readonly Operation[]] {
  const old = new Map(before.collations.map((collation) => [nameKey(collation), collation]));
  const changing = after.collations.filter((is) => {
    const was = old.get(nameKey(is));
    return was !== undefined && !isSame(was, is);
  });
  if (changing.length === 0) return [before, []];
  const [named, staying, bound] = [namedBy(before), namedBy(after), boundBy(before)];
  const renames = changing
    .filter((one) => named.has(usedKey(one)) && staying.has(usedKey(one)))
    .map((one) => {
      if (bound.has(usedKey(one))) throw collationInUse(nameOf(one));
      return { kind: "renameCollation" as const, name: nameOf(one), to: oldName(one).name };
    });
  return [renames.reduce<Schema>(renamedIn, before), renames];
}

/** Those by which a table is divided, or a column of the key by which it is: PostgreSQL alters neither. */
function boundBy(schema: Schema): ReadonlySet<string> {
  const keys = dividing({ before: schema, after: schema });
  const bound = schema.tables.flatMap((table) => [
    ...(table.partitionBy?.elements ?? []),
    ...table.columns.filter(({ name }) => keys.has(ref.column(table, name))),
  ]);
  return collationKeys(bound);
}

function renamedIn(schema: Schema, op: Operation): Schema {
  const renamed = apply(schema, op);
  // A rename says all that it does.
  return renamed === OPAQUE ? schema : renamed;
}

function changed(was: Collation | undefined, is: Collation): readonly Operation[] {
  const create = { kind: "createCollation", collation: is } as const;
  if (was === undefined) return [create];
  if (isSame(was, is)) return objectComment({ collation: nameOf(is) }, was, is);
  return [dropped(was), create];
}

function isSame(was: Collation, is: Collation): boolean {
  return same(COLLATION, inOneSpelling(was), inOneSpelling(is));
}

function inOneSpelling(collation: Collation): Collation {
  const { provider, locale } = collation;
  return provider === "icu" && locale !== undefined ? { ...collation, locale: icuLocale(locale) } : collation;
}

/** The key of a collation as whatever sorts by it names it. */
function usedKey(collation: Collation): string {
  return nameKey(foundName("collation", nameOf(collation)));
}

/** The keys of the collations that anything but themselves names. */
function namedBy({ collations: _, ...others }: Schema): ReadonlySet<string> {
  return collationKeys(others);
}

function dropped(collation: Collation): Operation {
  return { kind: "dropCollation", name: nameOf(collation), collation };
}
