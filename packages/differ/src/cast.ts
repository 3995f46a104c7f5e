import { canonicalSpelling, type SqlText, spelling } from "@limbeck/model";
import { quoteIdentifier } from "@limbeck/operations";

/** Types that PostgreSQL casts into one another on assignment (pg_cast, castcontext `a` or `i`), so that no USING is needed. */
const ASSIGNABLE: readonly (readonly string[])[] = [
  ["smallint", "integer", "bigint", "numeric", "real", "double precision"],
  ["character varying", "character", "text", "bpchar", "name"],
  ["timestamp without time zone", "timestamp with time zone", "date"],
  ["bit", "bit varying"],
  ["inet", "cidr"],
  ["macaddr", "macaddr8"],
  ["json", "jsonb"],
  ["time without time zone", "time with time zone"],
  ["time without time zone", "interval"],
];

const TEXTS = new Set(["character varying", "character", "text", "bpchar"]);

/** `character varying(20)[]` → `character varying`, and whether it is an array. */
function family(type: SqlText): { readonly name: string; readonly array: boolean } {
  const text = canonicalSpelling(type);
  const array = text.endsWith("[]");
  const element = array ? text.slice(0, -2) : text;
  return { name: element.replace(/\([^)]*\)/, ""), array };
}

/** Whether two types differ in their length or precision only. */
export function sameFamily(a: SqlText, b: SqlText): boolean {
  const [one, other] = [family(a), family(b)];
  return one.name === other.name && one.array === other.array;
}

/**
 * The expression that turns a column's old values into new ones, where PostgreSQL has no assignment cast: through
 * text, whose casts every type has. A length that shrinks has an assignment cast, which fails on a value that is too
 * long; an explicit one would cut it silently, so none is written there.
 */
export function usingCast(column: string, from: SqlText, to: SqlText): SqlText | undefined {
  const [source, target] = [family(from), family(to)];
  if (source.array === target.array && assignable(source.name, target.name)) return undefined;
  const name = quoteIdentifier(column);
  const type = spelling(to);
  // Without the condition, a NULL would become an array that holds one.
  if (target.array && !source.array)
    return { written: `CASE WHEN ${name} IS NOT NULL THEN ARRAY[${name}::text]::${type} END` };
  if (source.array && !target.array) return { written: `${singleText(name)}::${type}` };
  if (TEXTS.has(source.name)) return { written: `${name}::${type}` };
  return { written: `${name}::text${source.array ? "[]" : ""}::${type}` };
}

/** The one value of an array as text; an array of none or of several keeps its braces, which most types refuse. */
function singleText(name: string): string {
  const isSingle = `array_ndims(${name}) = 1 AND cardinality(${name}) = 1`;
  return `(CASE WHEN ${isSingle} THEN ${name}[array_lower(${name}, 1)]::text ELSE ${name}::text END)`;
}

function assignable(from: string, to: string): boolean {
  return (
    from === to || TEXTS.has(to) || ASSIGNABLE.some((group) => group.includes(from) && group.includes(to))
  );
}
