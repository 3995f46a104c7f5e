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
  ["money", "numeric"],
];

/**
 * Types that PostgreSQL casts only where they are asked to (pg_cast, castcontext `e`), and whose text the other one does not read, by
 * the two: what is written in between, as there is a cast to an integer only. The way from a number to a boolean is not among them: it takes
 * every number but 0 for true, where the text of one that is neither 0 nor 1 is refused.
 */
const ASKED_FOR: ReadonlyMap<string, readonly string[]> = new Map([
  ["boolean integer", []],
  ...["smallint", "bigint", "numeric", "real", "double precision"].map((to) =>
    asked("boolean", to, "integer"),
  ),
]);

/** Every range type of PostgreSQL's own, with the multirange type that a range of it can become a part of. */
const MULTIRANGES: ReadonlyMap<string, string> = new Map([
  ["int4range", "int4multirange"],
  ["int8range", "int8multirange"],
  ["numrange", "nummultirange"],
  ["tsrange", "tsmultirange"],
  ["tstzrange", "tstzmultirange"],
  ["daterange", "datemultirange"],
]);

const JSON_TYPES: ReadonlySet<string> = new Set(["json", "jsonb"]);

function asked(from: string, to: string, between: string): [string, readonly string[]] {
  return [`${from} ${to}`, [between]];
}

const TEXTS = new Set(["character varying", "character", "text", "bpchar"]);

/** Of `character varying(20)[]`: `character varying`, and whether it is an array. */
interface Family {
  readonly name: string;
  readonly array: boolean;
}

function family(type: SqlText): Family {
  const text = canonicalSpelling(type);
  const array = text.endsWith("[]");
  const element = array ? text.slice(0, -2) : text;
  // What fields an interval has is a part of its precision.
  return { name: element.replace(/\([^)]*\)/, "").replace(/^interval .*/, "interval"), array };
}

/** Whether two types differ in their length or precision only. */
export function sameFamily(a: SqlText, b: SqlText): boolean {
  const [one, other] = [family(a), family(b)];
  return one.name === other.name && one.array === other.array;
}

/**
 * The expression that turns a column's old values into new ones, where PostgreSQL has no assignment cast: a cast that has to be asked
 * for, else through text, whose casts every type has. A length that shrinks has an assignment cast, which fails on a value that is too
 * long; an explicit one would cut it silently, so none is written there.
 */
export function usingCast(column: string, from: SqlText, to: SqlText): SqlText | undefined {
  const [source, target] = [family(from), family(to)];
  if (source.array === target.array && assignable(source.name, target.name)) return undefined;
  const name = quoteIdentifier(column);
  return { written: castWith(name, source, target) ?? castAsText(name, source, target, spelling(to)) };
}

/** By a cast that PostgreSQL has for the two. */
function castWith(name: string, source: Family, target: Family): string | undefined {
  if (isJson(target) && (source.array || !TEXTS.has(source.name))) return `to_${target.name}(${name})`;
  if (source.array !== target.array) return undefined;
  const brackets = target.array ? "[]" : "";
  const between =
    MULTIRANGES.get(source.name) === target.name ? [] : ASKED_FOR.get(`${source.name} ${target.name}`);
  if (between !== undefined)
    return [name, ...[...between, target.name].map((type) => `${type}${brackets}`)].join("::");
  if (MULTIRANGES.get(target.name) === source.name && !target.array)
    return singleRange(name, source.name, target.name);
  return undefined;
}

function castAsText(name: string, source: Family, target: Family, type: string): string {
  // A text in JSON stands in quotes there, and an array of PostgreSQL's own is none of JSON's.
  if (isJson(source)) return target.array ? `${name}::text::${type}` : `(${name} #>> '{}')::${type}`;
  // Without the condition, a NULL would become an array that holds one.
  if (target.array && !source.array)
    return `CASE WHEN ${name} IS NOT NULL THEN ARRAY[${name}::text]::${type} END`;
  if (source.array && !target.array) return `${singleText(name)}::${type}`;
  if (TEXTS.has(source.name)) return `${name}::${type}`;
  return `${name}::text${source.array ? "[]" : ""}::${type}`;
}

function isJson({ name, array }: Family): boolean {
  return JSON_TYPES.has(name) && !array;
}

/** A multirange without gaps as its one range; one with gaps keeps its braces, which no range type reads. */
function singleRange(name: string, multirange: string, range: string): string {
  return `CASE WHEN range_merge(${name})::${multirange} = ${name} THEN range_merge(${name}) ELSE ${name}::text::${range} END`;
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
