import { type AnyColumn, type AnySql, attachOneMore } from "./attach.ts";
import { callback, either, having, list, options, sql, text, word } from "./kind.ts";
import { column, parameters, table as isTable } from "./kinds.ts";
import { checkOptions, checkValue, type Kinds } from "./options.ts";

/** What one position of an exclusion constraint compares, and with which operator. */
export type ExclusionElement = {
  /** `&&`, `=`, `-|-`, …: two rows for which all the operators of a constraint hold exclude each other. */
  readonly operator: string;
  /** Absent: ascending. */
  readonly order?: "desc";
  readonly nulls?: "first" | "last";
  readonly operatorClass?: string;
  /** As SQL, with its quotes: `"C"`. */
  readonly collation?: string;
} & ({ readonly column: AnyColumn } | { readonly expression: AnySql });

export interface ExclusionConfig {
  /** Absent: btree, which knows `=` only. */
  readonly method?: "gist" | "spgist" | "btree" | "hash" | (string & {});
  readonly elements: readonly ExclusionElement[];
  /** The rows that it is about; absent: all. */
  readonly where?: AnySql;
  readonly include?: readonly AnyColumn[];
  /** Storage parameters of the index behind it. */
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly deferrable?: "immediate" | "deferred";
  readonly comment?: string;
  /** What is said of the index behind it. */
  readonly indexComment?: string;
}

/**
 * Says that no two rows of a table may match on every element:
 *
 *     export const bookings = exclusion(
 *       pgTable("bookings", { room: integer(), during: tsrange() }),
 *       "no_overlap",
 *       (t) => ({ method: "gist", elements: [{ column: t.during, operator: "&&" }] }),
 *     );
 *
 * The table is given back as it came. A table may have several.
 */
export function exclusion<T extends object>(
  table: T,
  name: string,
  define: (table: T) => ExclusionConfig,
): T {
  checkValue("What exclusion() stands around", table, isTable);
  checkValue("The name of exclusion()", name, text);
  checkValue(`What exclusion "${name}" is defined by`, define, callback);
  return attachOneMore(table, "exclusions", { name, define: () => defined(name, define(table)) });
}

function defined(name: string, config: ExclusionConfig): ExclusionConfig {
  checkValue(`What exclusion "${name}" gives`, config, GIVEN);
  checkOptions(`exclusion "${name}"`, config, KINDS);
  return config;
}

const ELEMENT = {
  operator: text,
  order: word("desc"),
  nulls: word("first", "last"),
  operatorClass: text,
  collation: text,
};

const KINDS: Kinds<ExclusionConfig> = {
  method: text,
  elements: list(
    either(
      options({ column, ...ELEMENT }, ["column", "operator"]),
      options({ expression: sql, ...ELEMENT }, ["expression", "operator"]),
    ),
  ),
  where: sql,
  include: list(column),
  with: parameters,
  deferrable: word("immediate", "deferred"),
  comment: text,
  indexComment: text,
};

const GIVEN = { ...having("elements", ""), words: "{ elements, … }" };
