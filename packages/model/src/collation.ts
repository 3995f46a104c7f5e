import { foundName } from "./catalogNames.ts";
import { type QualifiedName } from "./name.ts";

/** A collation that somebody made: PostgreSQL changes none where it stands. */
export interface Collation extends QualifiedName {
  /** Absent: the C library of the server's system. */
  readonly provider?: "icu" | "builtin";
  /** Absent where the C library sorts by another one than it classifies by. */
  readonly locale?: string;
  readonly lcCollate?: string;
  readonly lcCtype?: string;
  readonly deterministic?: false;
  /** More rules for the order, in ICU's words. */
  readonly rules?: string;
  readonly comment?: string;
}

/** A type's text without its COLLATE, and the collation that it names. */
export interface CollatedType {
  readonly type: string;
  readonly collation?: string;
}

const IDENTIFIER = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)`;
const COLLATED = new RegExp(String.raw`^(.*?)\s+COLLATE\s+((?:${IDENTIFIER}\.)?${IDENTIFIER})\s*$`, "isu");

/** `varchar(20) collate "C"` in its parts. The collation comes in one spelling, whatever the text's. */
export function splitCollation(text: string): CollatedType {
  // Every type of a column comes by here, and hardly any says one.
  if (!/collate/i.test(text)) return { type: text };
  const [, type, collation] = COLLATED.exec(text) ?? [];
  return type === undefined || collation === undefined
    ? { type: text }
    : { type, collation: canonicalCollation(collation) };
}

/** `pg_catalog."C"` is `"C"`, and `german` is `"german"`. */
export function canonicalCollation(name: string): string {
  const parts = name.match(new RegExp(IDENTIFIER, "gu")) ?? [];
  const quoted = parts.map((part) => (part.startsWith('"') ? part : `"${part.toLowerCase()}"`));
  return quoted.join(".").replace(/^"pg_catalog"\./, "");
}

/** Whether values of a type sort by a collation, as far as its name tells: text, its kin, and arrays of them (`typcollation` in pg_type). */
export function isCollatable(canonical: string): boolean {
  return /^(?:text|character varying|character|bpchar|citext)(?:\(\d+\))?(?:\[\])?$/.test(canonical);
}

/** What a collation is called in SQL, from the one spelling of `canonicalCollation`. */
export function collationNamed(text: string): QualifiedName {
  const parts = canonicalCollation(text).match(new RegExp(IDENTIFIER, "gu")) ?? [];
  const [first = "", second] = parts.map((part) => part.slice(1, -1).replaceAll('""', '"'));
  return meantCollation(second === undefined ? { name: first } : { schema: first, name: second });
}

/**
 * What a name of a collation means: `public` is taken for the default schema, and said only of what is called like one of the server's own,
 * which is found first.
 */
export function meantCollation({ schema, name }: QualifiedName): QualifiedName {
  if (schema === "public") return foundName("collation", { name });
  return schema === undefined ? { name } : { schema, name };
}

/** A locale of ICU in the one spelling that PostgreSQL 16 and later keep: `en_US` is `en-US`, and `en-u-kn-true` is `en-u-kn`. */
export function icuLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll("_", "-"))[0] ?? locale;
  } catch {
    return locale;
  }
}
