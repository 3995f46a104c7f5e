import { type Connection } from "@limbeck/database";
import { type Holder, quoteIdentifier, quoteName } from "@limbeck/operations";
import { type CountHeld, MOST_COUNTED } from "../losses/countLosses.ts";
import { type Count } from "../losses/loss.ts";
import { inSettings } from "../transaction.ts";
import { timeouts } from "./settings.ts";

/**
 * Asks the catalog what can be counted, and then for all counts at once. A table of more rows than are counted has as many as the planner
 * believes, and a column of it as many values as its statistics say.
 */
export const postgresCounter: CountHeld = (connection, options, holders) =>
  inSettings(connection, timeouts(options), async () => {
    const known = await readKnown(connection, holders);
    const countable = known.filter(({ countable }) => countable);
    const answers =
      countable.length === 0
        ? []
        : await connection.batch(countable.map(({ at }) => countSql(holderAt(holders, at))));
    const found = new Map(
      countable.map((each, at) => [each.at, countOf(each, answers[at]?.[0]?.["number"])]),
    );
    return holders.map((_, at) => found.get(at));
  });

interface Known {
  readonly at: number;
  /** That it is there, and all of it may be seen. */
  readonly countable: boolean;
  /** The planner's guess; 0 where nobody has looked yet. */
  readonly rows: number;
  /** The part of the rows that has a value; absent for a table, or where nobody has looked yet. */
  readonly filled: number | null;
}

/** Rows that a policy hides from this role would not be counted, though they go. */
async function readKnown(connection: Connection, holders: readonly Holder[]): Promise<readonly Known[]> {
  const tables = holders.map(({ table }) => quoteName(table));
  const columns = holders.map(({ column = null }) => column);
  const rows = await connection.query<Record<keyof Known, unknown>>(KNOWN, [tables, columns]);
  return rows.map(({ at, countable, rows: guess, filled }) => ({
    at: Number(at) - 1,
    countable: countable === true,
    rows: Math.round(Number(guess)),
    filled: filled === null ? null : Number(filled),
  }));
}

const KNOWN = `
SELECT h.at, coalesce(NOT row_security_active(c.oid) AND (
    CASE WHEN h.name IS NULL THEN has_table_privilege(c.oid, 'SELECT')
         ELSE has_column_privilege(c.oid, a.attnum, 'SELECT') END), false) AS countable,
  coalesce((
    SELECT sum(r.reltuples::float8 / r.relpages * pg_relation_size(r.oid) / current_setting('block_size')::float8)
    FROM pg_class r
    WHERE r.reltuples > 0 AND r.relpages > 0
      AND (r.oid = c.oid OR r.oid IN (SELECT relid FROM pg_partition_tree(c.oid)))), 0) AS rows,
  (SELECT 1 - s.null_frac FROM pg_stats s
    WHERE s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = h.name
    ORDER BY s.inherited DESC LIMIT 1) AS filled
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS h("table", name, at)
JOIN pg_class c ON c.oid = to_regclass(h."table")
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = h.name AND NOT a.attisdropped`;

function holderAt(holders: readonly Holder[], at: number): Holder {
  const holder = holders[at];
  if (holder === undefined) throw new RangeError(`no holder ${at}`);
  return holder;
}

/** NULL where a column's table has more rows than are counted: to find its values could take as long as the table is. */
function countSql({ table, column }: Holder): string {
  const name = quoteName(table);
  const rows = `SELECT count(*) FROM (SELECT FROM ${name} LIMIT ${MOST_COUNTED + 1}) AS counted`;
  if (column === undefined) return `SELECT (${rows}) AS number`;
  return `SELECT CASE WHEN (${rows}) <= ${MOST_COUNTED} THEN (SELECT count(${quoteIdentifier(column)}) FROM ${name}) END AS number`;
}

function countOf({ rows, filled }: Known, answer: unknown): Count | undefined {
  const number = answer === null ? undefined : Number(answer);
  if (number !== undefined && number <= MOST_COUNTED) return { number, precision: "exact" };
  const many = number === undefined ? Math.round(rows * (filled ?? 0)) : rows;
  if (many > MOST_COUNTED) return { number: many, precision: "about" };
  // Statistics are of a sample: that it held no value does not mean that there is none.
  if (number === undefined) return many > 0 ? { number: many, precision: "about" } : undefined;
  return { number: MOST_COUNTED, precision: "atLeast" };
}
