import { attachTo } from "./attach.ts";
import { number, options as shape, whole, word } from "./kind.ts";
import { checkValue } from "./options.ts";

/** What Drizzle cannot say of how the values of a column are kept and counted. */
export interface SaidOfColumn {
  readonly storage?: "plain" | "main" | "external" | "extended";
  readonly compression?: "pglz" | "lz4";
  readonly statistics?: number;
  readonly options?: { readonly n_distinct?: number; readonly n_distinct_inherited?: number };
}

/**
 * Says where large values of a column are kept: in the row, beside it, compressed or not (ALTER COLUMN … SET STORAGE).
 *
 *     picture: storage(bytea(), "external"),
 */
export function storage<T extends object>(column: T, kind: NonNullable<SaidOfColumn["storage"]>): T {
  checkValue("What storage() says", kind, STORAGE);
  return attachTo(column, "column", { storage: kind });
}

/**
 * Says how large values of a column are compressed. `"lz4"` needs a server that was built with it.
 *
 *     body: compression(text(), "lz4"),
 */
export function compression<T extends object>(
  column: T,
  method: NonNullable<SaidOfColumn["compression"]>,
): T {
  checkValue("What compression() says", method, COMPRESSION);
  return attachTo(column, "column", { compression: method });
}

/**
 * Says how much ANALYZE learns of the values of a column, from 0 to 10000.
 *
 *     city: statistics(text(), 1000),
 */
export function statistics<T extends object>(column: T, target: number): T {
  checkValue("What statistics() says", target, TARGET);
  return attachTo(column, "column", { statistics: target });
}

/**
 * Says how many distinct values the planner is to believe in, whatever ANALYZE has counted: a number of them, or below 0 a share of the
 * rows (`n_distinct`, `n_distinct_inherited`).
 *
 *     owner: columnOptions(integer(), { n_distinct: -0.5 }),
 */
export function columnOptions<T extends object>(column: T, options: NonNullable<SaidOfColumn["options"]>): T {
  checkValue("What columnOptions() says", options, OPTIONS);
  return attachTo(column, "column", { options });
}

const STORAGE = word("plain", "main", "external", "extended");
const COMPRESSION = word("pglz", "lz4");
const TARGET = whole(0, 10_000);
const OPTIONS = shape({ n_distinct: number, n_distinct_inherited: number });
