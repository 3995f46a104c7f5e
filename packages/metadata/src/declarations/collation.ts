import { calledAs } from "./calledAs.ts";
import { anyText, flag, text, word } from "./kind.ts";
import { schema } from "./kinds.ts";
import { checkOptions, type Kinds } from "./options.ts";

/** The options of CREATE COLLATION. */
export interface PgCollationConfig {
  /** A name, or a `pgSchema`. */
  readonly schema?: string | { readonly schemaName: string };
  /** Left out: the C library of the server's system. */
  readonly provider?: "libc" | "icu" | "builtin";
  /** As the provider names it; of ICU a language tag: `"de-DE"`, `"en-u-kn"`. */
  readonly locale?: string;
  /** Of the C library, in place of `locale`: what it sorts by, and what it tells capitals by. */
  readonly lcCollate?: string;
  readonly lcCtype?: string;
  /** Left out: yes. */
  readonly deterministic?: boolean;
  /** More rules for the order, in ICU's words: `"&V << w <<< W"`. */
  readonly rules?: string;
  readonly comment?: string;
}

/** A collation that the database is to have. Export it beside the models. */
export interface PgCollation {
  /** As SQL names it. */
  readonly collationName: string;
}

/**
 * Says that the database has a collation; a column names it behind its type:
 *
 *     export const natural = pgCollation("natural", { provider: "icu", locale: "en-u-kn" });
 *     const naturalText = customType<{ data: string }>({ dataType: () => `text COLLATE ${natural.collationName}` });
 */
export function pgCollation(name: string, config: PgCollationConfig): PgCollation {
  calledAs('pgCollation("name", { … })', name, config);
  checkOptions(`pgCollation "${name}"`, config, KINDS);
  const place = typeof config.schema === "object" ? config.schema.schemaName : config.schema;
  const quoted = [...(place === undefined ? [] : [place]), name].map(
    (part) => `"${part.replaceAll('"', '""')}"`,
  );
  return Object.defineProperty({ collationName: quoted.join(".") }, Symbol.for("limbeck:collation"), {
    value: { ...config, name },
  });
}

const KINDS: Kinds<PgCollationConfig> = {
  schema,
  provider: word("libc", "icu", "builtin"),
  locale: text,
  lcCollate: text,
  lcCtype: text,
  deterministic: flag,
  rules: anyText,
  comment: text,
};
