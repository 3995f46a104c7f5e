/** A type's text without its COLLATE, and the collation that it names. */
export interface CollatedType {
  readonly type: string;
  readonly collation?: string;
}

const IDENTIFIER = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)`;
const COLLATED = new RegExp(String.raw`^(.*?)\s+COLLATE\s+((?:${IDENTIFIER}\.)?${IDENTIFIER})\s*$`, "isu");

/** `varchar(20) collate "C"` in its parts. The collation comes in one spelling, whatever the text's. */
export function splitCollation(text: string): CollatedType {
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
