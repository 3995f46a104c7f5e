import { type QualifiedName, truncateName } from "./name.ts";
import { type SqlText } from "./sqlText.ts";

/**
 * A range type, which brings a multirange type along. One with a canonical function is not described: that can only be written in C, for
 * a type that is not there yet.
 */
export interface Range extends QualifiedName {
  readonly subtype: SqlText;
  /** As SQL names it. Absent: the default one of the subtype. */
  readonly operatorClass?: string;
  /** As a column says it. Absent: what the subtype brings. */
  readonly collation?: string;
  /** A function that tells how far two values are apart. */
  readonly subtypeDiff?: QualifiedName;
  /** Absent: what PostgreSQL calls it. */
  readonly multirange?: QualifiedName;
  readonly comment?: string;
}

/** The name of the multirange type of a range type. */
export function multirangeName({ schema, name, multirange }: Omit<Range, "subtype">): QualifiedName {
  if (multirange !== undefined) return multirange;
  const derived = derivedMultirange(name);
  return schema === undefined ? { name: derived } : { schema, name: derived };
}

const SUFFIX = "_multirange";

/** As PostgreSQL makes it (makeMultirangeTypeName in typecmds.c); both are cut to 63 bytes. */
function derivedMultirange(name: string): string {
  if (name.includes("range")) return truncateName(name.replace("range", "multirange"));
  const bytes = 63 - SUFFIX.length;
  return `${truncateName(name, bytes)}${SUFFIX}`;
}
