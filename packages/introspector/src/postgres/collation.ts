import { type Collation } from "@limbeck/model";

import { commentOf } from "./comment.ts";
import { type NamedRow, qualifiedName, type Reader } from "./reader.ts";
import { ofUser } from "./scope.ts";

interface CollationRow extends NamedRow {
  readonly provider: "c" | "i" | "b";
  readonly deterministic: boolean;
  /** Of ICU and of PostgreSQL itself. */
  readonly locale: string | null;
  readonly lcCollate: string | null;
  readonly lcCtype: string | null;
  readonly rules: string | null;
}

/** Where a locale stands has changed with 15 and with 17; rules came with 16. */
export const collationReader: Reader<CollationRow, Collation> = {
  question: () => ({
    columns: {
      oid: "c.oid::int8",
      schema: "ns.schema",
      name: "c.collname",
      provider: "c.collprovider",
      deterministic: "c.collisdeterministic",
      locale: "coalesce(j.row ->> 'colllocale', j.row ->> 'colliculocale', c.collcollate)",
      lcCollate: "c.collcollate",
      lcCtype: "c.collctype",
      rules: "j.row ->> 'collicurules'",
    },
    from: `FROM pg_collation c JOIN ns ON ns.oid = c.collnamespace CROSS JOIN LATERAL (SELECT to_jsonb(c)) j(row)
    WHERE ${ofUser("pg_collation", "c.oid")}`,
  }),
  read: (row, context) => ({
    ...qualifiedName(row),
    ...PROVIDERS[row.provider],
    ...(row.provider === "c" ? ofLibrary(row) : localeOf(row.locale)),
    ...(row.deterministic ? {} : { deterministic: false }),
    ...(row.rules === null ? {} : { rules: row.rules }),
    ...commentOf(context, "pg_collation", row.oid),
  }),
};

const PROVIDERS = { c: {}, i: { provider: "icu" }, b: { provider: "builtin" } } as const;

function ofLibrary({
  lcCollate,
  lcCtype,
}: CollationRow): Pick<Collation, "locale" | "lcCollate" | "lcCtype"> {
  if (lcCollate === lcCtype || lcCollate === null || lcCtype === null) return localeOf(lcCollate ?? lcCtype);
  return { lcCollate, lcCtype };
}

function localeOf(locale: string | null): Pick<Collation, "locale"> {
  return locale === null ? {} : { locale };
}
