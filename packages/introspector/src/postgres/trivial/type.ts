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
