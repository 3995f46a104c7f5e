import { canonicalType, type Enum, type LiteralValue, type SqlText } from "@limbeck/model";
import fc from "fast-check";

import { quotedType, quotedText, seed } from "./name.ts";
import { at, byQualifiedName, pick } from "./pick.ts";

/** What may be said about values of a type. */
export type Family = "number" | "text" | "boolean" | "enum" | "time" | "json" | "array" | "other";

type Method = "btree" | "hash" | "gin" | "gist" | "spgist" | "brin";

/** The index methods that take the type, with operator classes; `""` is the default one, unsaid. */
type Methods = Partial<Record<Method, readonly string[]>>;

interface TypeKind {
  /** All mean the same type. */
  readonly spellings: readonly string[];
  readonly family: Family;
  readonly methods: Methods;
  readonly literals: readonly LiteralValue[];
  readonly expressions: readonly string[];
}

const SORTED = { btree: [""], hash: [""], brin: [""] } as const satisfies Methods;

function kind(
  spellings: string,
  family: Family,
  methods: Methods,
  literals: readonly LiteralValue[],
  ...expressions: readonly string[]
): TypeKind {
  return { spellings: spellings.split("|"), family, methods, literals, expressions };
}

const INTEGER = {
  btree: ["", "int4_ops"],
  hash: [""],
  brin: ["", "int4_minmax_multi_ops", "int4_bloom_ops"],
};
const TEXT = { btree: ["", "text_pattern_ops", "text_ops"], hash: [""], spgist: [""], brin: [""] };
const VARCHAR = { btree: ["", "varchar_pattern_ops"], hash: [""] };
const RANGE = { btree: [""], hash: [""], gist: [""], spgist: [""] };
const INET = { btree: [""], hash: [""], gist: ["inet_ops"], spgist: [""], brin: ["", "inet_minmax_ops"] };

/**
 * PostgreSQL's own types, mostly those that people use. No expression says what a literal says: they would be compared as equal, and yet
 * the witness tells the one from the other.
 */
const KINDS: readonly TypeKind[] = [
  kind("integer|int4|INT", "number", INTEGER, [0, 1, -7, "42"], "1 + 1", "(random() * 10)::integer"),
  kind(
    "text",
    "text",
    TEXT,
    ["", "new", "it's", "back\\slash", "two\nlines", "ä 🐘"],
    "upper('x')",
    "CURRENT_USER",
  ),
  kind("bigint|int8", "number", SORTED, [0, 1, 9007199254740991], "(2)::bigint"),
  kind("smallint|int2", "number", SORTED, [0, 1]),
  kind("varchar(20)|character varying(20)", "text", VARCHAR, ["draft", ""], "lower('X')", "'a'::varchar"),
  kind("varchar|character varying", "text", VARCHAR, ["draft"], "('a' || 'b')"),
  kind("varchar(40)", "text", VARCHAR, ["draft"]),
  kind("boolean|bool", "boolean", { btree: [""], hash: [""] }, [true, false], "now() > '2020-01-01'"),
  kind("timestamptz|timestamp with time zone", "time", SORTED, ["2020-01-01"], "now()", "CURRENT_TIMESTAMP"),
  kind(
    "timestamp(3)|timestamp(3) without time zone",
    "time",
    SORTED,
    ["2020-01-01"],
    "now()",
    "LOCALTIMESTAMP",
  ),
  kind("timestamp", "time", SORTED, ["2020-01-01 10:00"], "now() - '1 day'::interval"),
  kind("date", "time", SORTED, ["2020-01-01"], "CURRENT_DATE", "now() AT TIME ZONE 'utc'"),
  kind("time(3)|time(3) without time zone", "time", SORTED, ["10:00"], "CURRENT_TIME"),
  kind("timetz", "time", SORTED, ["10:00+00"]),
  kind("interval", "other", SORTED, ["1 day"], "'1 day'::interval * 2"),
  kind("interval(3)", "other", SORTED, ["1 day"]),
  kind("numeric|decimal", "number", SORTED, [0, 1.5, "0.00"], "1.5 * 2"),
  kind("numeric(10,2)|decimal(10, 2)", "number", SORTED, [0, "9.99"], "7.77::numeric(10,2)"),
  kind("real|float4", "number", SORTED, [0, 1.5]),
  kind("double precision|float8", "number", SORTED, [0, 1.5], "random()", "pi()"),
  kind("uuid", "other", SORTED, ["00000000-0000-0000-0000-000000000000"], "gen_random_uuid()"),
  kind("jsonb", "json", { gin: ["", "jsonb_path_ops"], btree: [""], hash: [""] }, ["{}"], "'[1, 2]'::jsonb"),
  kind("json", "other", {}, ["{}"], "json_build_object('a', 1)"),
  kind("char(3)|character(3)", "text", { btree: ["", "bpchar_pattern_ops"], hash: [""] }, ["abc", "a"]),
  kind('"char"', "other", { btree: [""] }, ["c"]),
  kind("bytea", "other", { btree: [""], hash: [""] }, ["\\x00ff"], "'\\x00'::bytea"),
  kind("inet", "other", INET, ["127.0.0.1"], "inet_client_addr()"),
  kind("cidr", "other", INET, ["10.0.0.0/8"]),
  kind("macaddr", "other", SORTED, ["08:00:2b:01:02:03"]),
  kind("macaddr8", "other", SORTED, []),
  kind("bit(8)", "other", { btree: [""] }, ["00000000"], "B'00001111'"),
  kind("bit|bit(1)", "other", { btree: [""] }, ["1"]),
  kind("varbit(5)|bit varying(5)", "other", { btree: [""] }, ["101"]),
  kind("money", "other", { btree: [""] }, ["1.00"]),
  kind("xml", "other", {}, ["<a/>"]),
  kind("name", "other", { btree: [""], hash: [""] }, ["n"], "CURRENT_SCHEMA"),
  kind("oid", "other", { btree: [""], hash: [""] }, []),
  kind("point", "other", { gist: [""], spgist: ["", "kd_point_ops"] }, ["(0,0)"], "point(1, 2)"),
  kind("line", "other", {}, ["{1,2,3}"]),
  kind("box", "other", { gist: [""] }, []),
  kind("int4range", "other", RANGE, ["[1,5)"], "int4range(2, 6)"),
  kind("tstzrange", "other", RANGE, ["empty"]),
  kind("int4multirange", "other", { btree: [""], hash: [""], gist: [""] }, ["{}"]),
  kind("tsvector", "other", { gin: [""], gist: [""], btree: [""] }, [], "to_tsvector('english', 'a b')"),
];

export interface TypeRecipe {
  /** A number for a built-in type; the common ones come first, and a number is small more often than not. */
  readonly builtIn: number;
  readonly spelling: number;
  /** Set: an enum of the schema, where it has one. */
  readonly ofEnum: number | undefined;
  readonly array: boolean;
}

export const typeRecipe: fc.Arbitrary<TypeRecipe> = fc.record({
  builtIn: fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: KINDS.length - 1 })),
  spelling: fc.nat({ max: 2 }),
  ofEnum: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: seed }),
  array: fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

/** A type, and what can be done with its values. */
export interface MadeType extends Omit<TypeKind, "spellings"> {
  readonly type: SqlText;
  /** The labels of an enum. */
  readonly values: readonly string[];
  /** Whether it is a type of the schema's own, an enum or a domain, or an array of one. */
  readonly isEnum: boolean;
  /** Whether its values, or those in its arrays, sort by a collation. */
  readonly collatable: boolean;
  /** The functions that say true or false of its values, quoted. */
  readonly tests?: readonly string[];
}

export function makeType(recipe: TypeRecipe, enums: readonly Enum[]): MadeType {
  const one = recipe.ofEnum === undefined ? undefined : pick(recipe.ofEnum, enums, byQualifiedName);
  const element = one === undefined ? builtInType(recipe) : enumType(one);
  return recipe.array ? arrayOf(element) : element;
}

function builtInType({ builtIn, spelling }: TypeRecipe): MadeType {
  const { spellings, ...rest } = at(builtIn, KINDS) ?? kind("text", "text", TEXT, []);
  const written = at(spelling, spellings) ?? "text";
  const collatable = rest.family === "text" || written === "name";
  return { ...rest, type: builtInText(written), values: [], isEnum: false, collatable };
}

export function builtInText(written: string): SqlText {
  const canonical = canonicalType(written);
  return canonical === undefined ? { written } : { written, canonical };
}

function enumType(one: Enum): MadeType {
  const text = quotedType(one);
  return {
    type: { written: text, canonical: text },
    family: "enum",
    methods: { btree: [""], hash: [""] },
    literals: one.values,
    expressions: one.values.map((value) => `${quotedText(value)}::${text}`),
    values: one.values,
    isEnum: true,
    collatable: false,
  };
}

export function arrayOf({ type, methods, values, isEnum, collatable }: MadeType): MadeType {
  const written = `${type.written ?? ""}[]`;
  const canonical = type.canonical === undefined ? {} : { canonical: `${type.canonical}[]` };
  const sorted = methods.btree === undefined ? {} : { btree: [""], gin: [""] };
  return {
    type: { written, ...canonical },
    family: "array",
    methods: sorted,
    literals: ["{}"],
    expressions: [`ARRAY[NULL]::${written}`],
    values,
    isEnum,
    collatable,
  };
}
