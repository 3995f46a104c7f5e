import { isCatalogType, nameKey, type QualifiedName, truncateName } from "@limbeck/model";
import fc from "fast-check";

const PLAIN = ["a", "b", "c", "id", "items", "users", "orders", "status"] as const;

const ODD = [
  "select",
  "user",
  "Order",
  "camelCase",
  "a b",
  'a"b',
  "it's",
  "a.b",
  "a;b",
  "back\\slash",
  "percent%s",
  "$1",
  "1st",
  " ",
  "naïve",
  "名前",
  "🐘",
  "__proto__",
  "constructor",
  "long_".repeat(13),
  "ä".repeat(32),
] as const;

/** PostgreSQL takes every character but NUL; a lone surrogate is none. */
const ANY = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 24 })
  .filter((text) => !text.includes("\0"));

/** A name as a server keeps it, at most 63 bytes; few enough plain ones that two schemas share some. */
export const name: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 14, arbitrary: fc.constantFrom(...PLAIN) },
    { weight: 3, arbitrary: fc.constantFrom(...ODD) },
    { weight: 1, arbitrary: ANY },
  )
  .map(truncateName);

/** What the server has too, and finds first. */
const CATALOG = ["name", "date", "abs", "round"] as const;

/** For a type or a function, which may be called like one of the server's own. */
export const ownName: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: name },
  { weight: 1, arbitrary: fc.constantFrom(...CATALOG) },
);

/** A name for a constraint or an index, which are many in one namespace. */
export const memberName: fc.Arbitrary<string> = fc
  .tuple(name, fc.nat({ max: 9 }))
  .map(([text, number]) => truncateName(`${number}_${text}`));

/** Where something lives: a number for a namespace of the schema, or nothing for the default one. */
export const place: fc.Arbitrary<number | undefined> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.nat({ max: 9 }) },
);

/** The number of a choice that is made once the schema's other parts are known. */
export const seed: fc.Arbitrary<number> = fc.nat({ max: 999 });

export const rarely: fc.Arbitrary<boolean> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);

/** Mostly nothing. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight, arbitrary });
}

export const comment: fc.Arbitrary<string | undefined> = maybe(
  fc.constantFrom("a comment", `it's "odd" \\ text`, "two\nlines", "🐘 %s $1 ${x} `y`"),
);

/** A quoted identifier. Written here once more, because tests judge the product's own. */
export function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

export function quotedName({ schema, name: own }: QualifiedName): string {
  const found = schema ?? (CATALOG.some((one) => one === own) ? "public" : undefined);
  return found === undefined ? quoted(own) : `${quoted(found)}.${quoted(own)}`;
}

/** A type's name as the server prints it. */
export function quotedType({ schema, name: own }: QualifiedName): string {
  return schema === undefined && !isCatalogType(own)
    ? quoted(own)
    : quotedName({ schema: schema ?? "public", name: own });
}

export function quotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The names that are taken in a schema. */
export interface Names {
  /**
   * Takes a name, and says whether it was free. Types and relations each share their names in a namespace; a sequence has no type
   * of its own, and yet the server refuses the name of one (heap_create_with_catalog in PostgreSQL's heap.c). Routines are told apart by
   * more than their names.
   */
  readonly claim: (
    kinds: readonly ("relation" | "type" | "routine" | "collation")[],
    name: QualifiedName,
  ) => boolean;
}

export function names(): Names {
  const taken = new Set<string>();
  return {
    claim: (kinds, own) => {
      const keys = kinds.map((kind) => `${kind} ${nameKey(own)}`);
      if (keys.some((key) => taken.has(key))) return false;
      for (const key of keys) taken.add(key);
      return true;
    },
  };
}

/** `table_column_seq` as the server cuts it: the longer part gives way (makeObjectName in PostgreSQL's indexcmds.c). */
export function sequenceName(table: QualifiedName, column: string): QualifiedName {
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(table.name), encoder.encode(column)];
  let [a, b] = [left.length, right.length];
  while (a + b > 58) {
    if (a > b) a -= 1;
    else b -= 1;
  }
  const sequence = `${clipped(left, a)}_${clipped(right, b)}_seq`;
  return table.schema === undefined ? { name: sequence } : { schema: table.schema, name: sequence };
}

/** Whole characters only. */
function clipped(bytes: Uint8Array, length: number): string {
  let end = length;
  while (end < bytes.length && end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return new TextDecoder().decode(bytes.subarray(0, end));
}
