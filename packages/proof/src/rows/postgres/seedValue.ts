/** What the catalog says of the type of a column; of a domain, of the type below it. */
export interface TypeFacts {
  readonly name: string;
  /** `pg_type.typtype` and `typcategory`. */
  readonly type: string;
  readonly category: string;
  /** With its arguments: `character varying(20)`. */
  readonly written: string;
  /** The labels of an enum type. */
  readonly labels: readonly string[] | null;
  /** The type of the elements of an array. */
  readonly element: { readonly name: string; readonly category: string } | null;
}

/** Beyond the numbers that revisions give their own rows. */
const FIRST = 70;

/** A text that the type reads, another for each number where the type has so many values. */
export function seedValue(facts: TypeFacts, number: number): string | undefined {
  const { type, labels, element, category } = facts;
  if (type === "e") return labels?.[(number - 1) % labels.length];
  if (type === "r") return range(facts.name, number);
  if (type === "c" || type === "m" || type === "p") return undefined;
  if (element !== null && category === "A") return arrayOf(element, number);
  return plain(facts, number);
}

const ELEMENTS = new Set(["N", "S", "D", "B"]);

function arrayOf({ name, category }: NonNullable<TypeFacts["element"]>, number: number): string {
  const one = ELEMENTS.has(category) ? plain({ name, category, written: name }, number) : undefined;
  return one === undefined ? "{}" : `{"${one}"}`;
}

function range(name: string, number: number): string | undefined {
  if (/^(?:int4|int8|num)range$/.test(name)) return `[${FIRST + number},${FIRST + number + 1})`;
  return /^(?:date|ts|tstz)range$/.test(name) ? `[2026-01-0${number},2026-01-0${number + 1})` : undefined;
}

type Plain = Pick<TypeFacts, "name" | "category" | "written">;

function plain(facts: Plain, number: number): string {
  const named = NAMED[facts.name];
  return (named ?? CATEGORIES[facts.category] ?? plainText)(number, facts);
}

type Value = (number: number, facts: Plain) => string;

const plainText: Value = (number, { written }) => String(FIRST + number).slice(-(argument(written) ?? 9));

const CATEGORIES: Readonly<Partial<Record<string, Value>>> = {
  N: (number) => String(FIRST + number),
  B: (number) => (number % 2 === 1 ? "true" : "false"),
  D: (number) => `2026-01-0${number} 10:11:12`,
  T: (number) => `${number} days`,
  I: (number) => `10.0.0.${FIRST + number}`,
  V: (number, { name, written }) => bits(number, name, written),
};

const NAMED: Readonly<Partial<Record<string, Value>>> = {
  numeric: decimal,
  float4: (number) => `${FIRST + number}.5`,
  float8: (number) => `${FIRST + number}.5`,
  date: (number) => `2026-01-0${number}`,
  time: (number) => `10:11:0${number}`,
  timetz: (number) => `10:11:0${number}Z`,
  uuid: (number) => `00000000-0000-4000-8000-00000000000${number}`,
  json: (number) => `{"n": ${number}}`,
  jsonb: (number) => `{"n": ${number}}`,
  bytea: (number) => `\\x7${number}`,
  xml: (number) => `<n>${number}</n>`,
  char: (number) => String(number),
  point: (number) => `(${number},${number})`,
  line: (number) => `{${number},1,1}`,
  lseg: (number) => `((0,0),(${number},1))`,
  box: (number) => `(${number},${number}),(0,0)`,
  path: (number) => `((0,0),(${number},1))`,
  polygon: (number) => `((0,0),(${number},1),(1,2))`,
  circle: (number) => `<(0,0),${number}>`,
  macaddr: (number) => `00:00:00:00:00:0${number}`,
  macaddr8: (number) => `00:00:00:00:00:00:00:0${number}`,
  pg_lsn: (number) => `0/${number}`,
  hstore: (number) => `"n"=>"${number}"`,
  vector: (number, { written }) =>
    `[${Array.from({ length: argument(written) ?? 3 }, () => number).join(",")}]`,
};

/** With decimal places, where it has room for them, so that their loss is seen. */
function decimal(number: number, { written }: Plain): string {
  const [, precision, scale = "0"] = /\((\d+)(?:,(-?\d+))?\)/.exec(written) ?? [];
  if (precision === undefined) return `${FIRST + number}.5`;
  if (Number(scale) <= 0) return String(FIRST + number).slice(-Number(precision));
  return Number(precision) - Number(scale) < 2 ? `0.${number}` : `${FIRST + number}.5`;
}

function bits(number: number, name: string, written: string): string {
  const length = argument(written) ?? (name === "bit" ? 1 : 4);
  return number.toString(2).padStart(length, "0").slice(-length);
}

/** The number in the brackets of a type. */
function argument(written: string): number | undefined {
  const [, text] = /\((\d+)\)/.exec(written) ?? [];
  return text === undefined ? undefined : Number(text);
}
