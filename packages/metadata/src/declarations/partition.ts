import { calledOn } from "./calledAs.ts";
import { either, list, options, record, sql, text, whole, yes } from "./kind.ts";
import { columnOrName, partition, schema, table as isTable, value as anyValue } from "./kinds.ts";
import { checkOptions, checkValue, type Kinds } from "./options.ts";
import { type AnyColumn, type AnySql, attach } from "./attach.ts";

/** A column or an expression, with what the key compares it by where that is not what its type brings. */
export type PartitionElement =
  | string
  | AnyColumn
  | ({
      readonly operatorClass?: string;
      /** As SQL, with its quotes: `"C"`. */
      readonly collation?: string;
    } & ({ readonly column: string | AnyColumn } | { readonly expression: AnySql }));

/** By what a table divides its rows among its partitions: columns by their names in the database or as columns, and expressions. */
export type PartitionKeyConfig =
  | { readonly range: readonly PartitionElement[] }
  | { readonly list: readonly PartitionElement[] }
  | { readonly hash: readonly PartitionElement[] };

/** A value of a bound; `` sql`minvalue` `` and `` sql`maxvalue` `` are the ends of a range that has none. */
export type PartitionValue = string | number | bigint | boolean | null | Date | AnySql;

/** Which rows a partition holds. The upper end of a range is not part of it. */
export type PartitionBoundConfig =
  | {
      readonly from: PartitionValue | readonly PartitionValue[];
      readonly to: PartitionValue | readonly PartitionValue[];
    }
  | { readonly in: readonly PartitionValue[] }
  | { readonly modulus: number; readonly remainder: number }
  /** Whatever no other partition holds. */
  | { readonly default: true };

/** What a column of a partition has otherwise than that of its table. */
export interface PartitionColumnConfig {
  readonly notNull?: true;
  /** For rows that are put into the partition itself; `null`: none, though the table has one. */
  readonly default?: PartitionValue;
}

export type PgPartitionConfig = PartitionBoundConfig & {
  /** A schema other than that of the table: a name, or a `pgSchema`. */
  readonly schema?: string | { readonly schemaName: string };
  /** What columns, by their names in the database, have otherwise than in the table. Without it they keep what they have. */
  readonly columns?: Readonly<Record<string, PartitionColumnConfig>>;
  /** By what the partition divides its rows again. */
  readonly partitionBy?: PartitionKeyConfig;
  readonly comment?: string;
};

/** A partition that a table is to have. Export it beside the models. */
export interface PgPartition {
  readonly partitionName: string;
}

/**
 * Says that the rows of a table live in partitions:
 *
 *     export const events = pgPartitionBy(pgTable("events", { id: integer(), at: date() }), (t) => ({ range: [t.at] }));
 *
 * The table is given back as it came. Its primary key and unique constraints have to hold all columns of the key. Partitions
 * that are made at run time are left alone; those that are always to be there are said with `pgPartition`.
 */
export function pgPartitionBy<T extends object>(
  table: T,
  key: PartitionKeyConfig | ((table: T) => PartitionKeyConfig),
): T {
  checkValue("What pgPartitionBy() stands around", table, isTable);
  if (typeof key !== "function") checkValue("What pgPartitionBy() says", key, KEY);
  return attach(table, "partitionBy", () => (typeof key === "function" ? defined(key(table)) : key));
}

/**
 * Says that a table has a partition, or a partition that `partitionBy` divides again:
 *
 *     export const events2026 = pgPartition(events, "events_2026", { from: "2026-01-01", to: "2027-01-01" });
 *     export const eventsRest = pgPartition(events, "events_rest", { default: true });
 */
export function pgPartition(table: object, name: string, config: PgPartitionConfig): PgPartition {
  calledOn(table, 'pgPartition(table, "name", { … })', name, config);
  checkValue(`What pgPartition "${name}" is a part of`, table, WHOLE);
  checkOptions(`pgPartition "${name}"`, config, KINDS);
  checkRows(name, config);
  const value = { config, name, table };
  return Object.defineProperty({ partitionName: name }, Symbol.for("limbeck:partition"), { value });
}

function defined(key: PartitionKeyConfig): PartitionKeyConfig {
  checkValue("What pgPartitionBy() says", key, KEY);
  return key;
}

const ELEMENT_OPTIONS = { operatorClass: text, collation: text };
/** SQL by itself may mean a column or an expression; the key says which. */
const COLUMN = { ...columnOrName, words: "a column or its name" };
const ELEMENTS = list(
  either(
    COLUMN,
    options({ column: COLUMN, ...ELEMENT_OPTIONS }, ["column"]),
    options({ expression: sql, ...ELEMENT_OPTIONS }, ["expression"]),
  ),
);
const KEY = {
  ...either(
    options({ range: ELEMENTS }, ["range"]),
    options({ list: ELEMENTS }, ["list"]),
    options({ hash: ELEMENTS }, ["hash"]),
  ),
  words: `one of { range }, { list } and { hash }, with ${ELEMENTS.words}`,
};

const WHOLE = either(isTable, partition);
const BOUND = either(anyValue, list(anyValue));

const KINDS: Kinds<PgPartitionConfig> = {
  from: BOUND,
  to: BOUND,
  in: list(anyValue),
  modulus: whole(1),
  remainder: whole(0),
  default: yes,
  schema,
  columns: record(options({ notNull: yes, default: anyValue })),
  partitionBy: KEY,
  comment: text,
};

const ROWS = ["from, to", "in", "modulus, remainder", "default"] as const;

/** Which rows it holds is said in one way, and wholly. */
function checkRows(name: string, config: object): void {
  const said = Object.keys(config).filter((option) => Reflect.get(config, option) !== undefined);
  const ways = ROWS.map((way) => way.split(", "));
  const begun = ways.filter((way) => way.some((option) => said.includes(option)));
  if (begun.length === 1 && begun[0]?.every((option) => said.includes(option)) === true) return;
  throw new TypeError(
    `pgPartition "${name}" has to say which rows it holds in one way: from and to, in, modulus and remainder, or default: true`,
  );
}
