/** How the arguments of a built-in type are printed by `format_type`. */
type Arguments = "none" | "length" | "one" | "numeric" | "precision" | "float";

interface BuiltIn {
  readonly name: string;
  readonly arguments: Arguments;
  /** `timestamp(3) with time zone`: the words stand behind the precision. */
  readonly suffix?: string;
}

const plain = (name: string): BuiltIn => ({ name, arguments: "none" });

/** Types that have one name only. (PostgreSQL manual, chapter 8 and pg_type.) */
const PLAIN = (
  "bigint boolean box bytea cidr circle date inet integer json jsonb jsonpath line lseg macaddr macaddr8 money name " +
  "oid path pg_lsn pg_snapshot point polygon real smallint text tsquery tsvector txid_snapshot uuid xml " +
  "int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange " +
  "tsmultirange tstzmultirange datemultirange regclass regtype regproc regprocedure regoper regoperator " +
  "regconfig regdictionary regnamespace regrole regcollation xid xid8 cid tid int2vector oidvector bpchar"
).split(" ");

const timestamp = (suffix: string): BuiltIn => ({ name: "timestamp", arguments: "precision", suffix });
const time = (suffix: string): BuiltIn => ({ name: "time", arguments: "precision", suffix });
const characterVarying: BuiltIn = { name: "character varying", arguments: "length" };
const character: BuiltIn = { name: "character", arguments: "one" };
const numeric: BuiltIn = { name: "numeric", arguments: "numeric" };
const bitVarying: BuiltIn = { name: "bit varying", arguments: "length" };

const BUILT_IN: ReadonlyMap<string, BuiltIn> = new Map<string, BuiltIn>([
  ...PLAIN.map((name): [string, BuiltIn] => [name, plain(name)]),
  ["int", plain("integer")],
  ["int2", plain("smallint")],
  ["int4", plain("integer")],
  ["int8", plain("bigint")],
  ["bool", plain("boolean")],
  ["float4", plain("real")],
  ["float8", plain("double precision")],
  ["double precision", plain("double precision")],
  ["float", { name: "double precision", arguments: "float" }],
  ['"char"', plain('"char"')],
  ["varchar", characterVarying],
  ["character varying", characterVarying],
  ["char varying", characterVarying],
  ["char", character],
  ["character", character],
  ["bit", { name: "bit", arguments: "one" }],
  ["varbit", bitVarying],
  ["bit varying", bitVarying],
  ["decimal", numeric],
  ["dec", numeric],
  ["numeric", numeric],
  ["interval", { name: "interval", arguments: "precision" }],
  ["timestamp", timestamp("without time zone")],
  ["timestamp without time zone", timestamp("without time zone")],
  ["timestamp with time zone", timestamp("with time zone")],
  ["timestamptz", timestamp("with time zone")],
  ["time", time("without time zone")],
  ["time without time zone", time("without time zone")],
  ["time with time zone", time("with time zone")],
  ["timetz", time("with time zone")],
]);

/** `varchar ( 20 ) [] [3]` in its parts; undefined where the text is not a type's name with arguments. */
interface ParsedType {
  readonly name: string;
  readonly arguments: string | undefined;
  readonly array: boolean;
}

function parseType(text: string): ParsedType | undefined {
  const match = /^(.*?)((?:\s*\[\s*\d*\s*\])*)$/s.exec(text.trim());
  const [, element = "", brackets = ""] = match ?? [];
  const parts = /^([^()]*?)\s*(?:\(([^()]*)\)\s*([^()]*))?$/s.exec(element.trim());
  if (parts === null) return undefined;
  const [, head = "", args, tail = ""] = parts;
  const name = `${head} ${tail}`.trim().replace(/\s+/g, " ");
  return {
    name: name.replace(/^pg_catalog\./i, ""),
    arguments: args?.replace(/\s+/g, ""),
    array: brackets !== "",
  };
}

const WITH_ARGUMENTS = {
  none: (args) => (args === undefined ? "" : undefined),
  length: (args) => (args === undefined ? "" : `(${args})`),
  // char means char(1), bit means bit(1).
  one: (args) => `(${args ?? "1"})`,
  numeric: (args) => (args === undefined ? "" : args.includes(",") ? `(${args})` : `(${args},0)`),
  precision: (args) => (args === undefined ? "" : `(${args})`),
  float: (args) => (args === undefined ? "" : undefined),
} satisfies Record<Arguments, (args: string | undefined) => string | undefined>;

/**
 * The name that `format_type` gives to a built-in PostgreSQL type: `int4` → `integer`, `varchar(20)` →
 * `character varying(20)`, `int[][3]` → `integer[]` (the server does not keep dimensions). Undefined for every other
 * type: enums, domains, types of extensions and whatever a custom type says; the server has to be asked about those.
 */
export function canonicalType(text: string): string | undefined {
  const parsed = parseType(text);
  if (parsed === undefined) return undefined;
  const element = canonicalElement(parsed);
  return element === undefined ? undefined : parsed.array ? `${element}[]` : element;
}

function canonicalElement({ name, arguments: args }: ParsedType): string | undefined {
  const key = name.startsWith('"') ? name : name.toLowerCase();
  const builtIn = BUILT_IN.get(key);
  if (builtIn === undefined) return undefined;
  if (builtIn.arguments === "float" && args !== undefined)
    return Number(args) <= 24 ? "real" : "double precision";
  const printed = WITH_ARGUMENTS[builtIn.arguments](args);
  if (printed === undefined) return undefined;
  return `${builtIn.name}${printed}${builtIn.suffix === undefined ? "" : ` ${builtIn.suffix}`}`;
}

/** The spelling that people write, for a name that `format_type` gave: `character varying(20)` → `varchar(20)`. */
export function shortType(canonical: string): string {
  return canonical
    .replace(/^character varying/, "varchar")
    .replace(/^character\(/, "char(")
    .replace(/^bit varying/, "varbit")
    .replace(/^numeric\((\d+),(-?\d+)\)/, "numeric($1, $2)")
    .replace(/^(timestamp|time)(\(\d+\))? without time zone/, "$1$2")
    .replace(/^(timestamp|time)(\(\d+\))? with time zone/, "$1tz$2");
}
