import { NEEDS_QUOTES } from "@limbeck/model";

/** A name in double quotes, one in single quotes, or one without, which the server folds. */
const NAME = /"((?:[^"]|"")*)"|'((?:[^']|'')*)'|([^\s,]+)/g;

/** A search path as the server spells it: names behind commas and spaces, quoted where they have to be, and an empty path as an empty name. */
export function searchPath(written: string): string {
  const names = [...written.matchAll(NAME)].map(
    ([, double, single, plain = ""]) =>
      double?.replaceAll('""', '"') ?? single?.replaceAll("''", "'") ?? plain.toLowerCase(),
  );
  return names.length === 0 ? '""' : names.map(spelled).join(", ");
}

/** `quote_identifier` of PostgreSQL (ruleutils.c). */
function spelled(name: string): string {
  const plain = /^[a-z_][a-z0-9_]*$/.test(name) && !NEEDS_QUOTES.has(name);
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}
