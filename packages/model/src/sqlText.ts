/**
 * SQL in two spellings. `written` is the author's, `canonical` is the server's own (`pg_get_expr`, `format_type`, …).
 * What is compared is the canonical spelling; what is shown and run is the author's, where there is one.
 */
export interface SqlText {
  readonly written?: string;
  readonly canonical?: string;
}

/** The spelling to show and to run. Every SqlText has at least one; an empty object is a mistake of its maker. */
export function spelling({ written, canonical }: SqlText): string {
  return written ?? canonical ?? "";
}

/** The text with another canonical spelling; what is shown and run stays what it was. */
export function comparedAs(text: SqlText, canonical: string): SqlText {
  return text.canonical === canonical ? text : { written: spelling(text), canonical };
}

/** The spelling to compare. */
export function canonicalSpelling({ written, canonical }: SqlText): string {
  return canonical ?? written ?? "";
}

export function sameText(a: SqlText, b: SqlText): boolean {
  return canonicalSpelling(a) === canonicalSpelling(b);
}
