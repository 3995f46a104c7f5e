import { canonicalType } from "@limbeck/model";
import { partOf } from "./part.ts";
import { tokenize } from "./tokens.ts";

/** One spelling for a type: the server's own for a built-in one, and names without needless quotes for every other. */
export function normalType(text: string): string {
  return (
    canonicalType(text) ??
    tokenize(text)
      .map((token) => partOf(token).text)
      .join("")
  );
}

/** What only functions take and give (PostgreSQL manual, Pseudo-Types): no value of one can be asked for. */
const PSEUDO_TYPES: ReadonlySet<string> = new Set([
  "anyarray",
  "anycompatible",
  "anycompatiblearray",
  "anycompatiblemultirange",
  "anycompatiblenonarray",
  "anycompatiblerange",
  "anyelement",
  "anyenum",
  "anymultirange",
  "anynonarray",
  "anyrange",
  "cstring",
  "event_trigger",
  "internal",
  "record",
  "trigger",
  "void",
]);

/** The name of a pseudo-type; undefined for any other type. */
export function pseudoType(text: string): string | undefined {
  const name = normalType(text).toLowerCase();
  return PSEUDO_TYPES.has(name) ? name : undefined;
}

/** The names that `format_type` has for "any length", of types whose plain name means a length of 1. */
const ANY_LENGTH: Readonly<Record<string, string | undefined>> = { character: "bpchar", bit: '"bit"' };

/**
 * The type that the server casts a constant to when it becomes the value of a column: the column's without length or
 * precision, which are applied behind it.
 */
export function castType(canonical: string): string {
  const array = canonical.endsWith("[]") ? "[]" : "";
  const bare = canonical
    .replace(/\[\]$/, "")
    .replace(/\([^()"]*\)/, "")
    .replace(/^interval .*/, "interval");
  return `${ANY_LENGTH[bare] ?? bare}${array}`;
}
