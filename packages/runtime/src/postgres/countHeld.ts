import { type Connection } from "@limbeck/database";
import { type Count, MOST_COUNTED, together } from "../losses/count.ts";
import { type CountHeld } from "../losses/countLosses.ts";
import { inSettings } from "../session/transaction.ts";
import { columnOf, countSql, type Place, placesOf, relationOf } from "./heldBy.ts";
import { timeouts } from "./settings.ts";

/**
 * Asks the catalog what can be counted, and then for all counts at once. A table of more rows than are counted has as many as the planner
 * believes, and a column of it as many values as its statistics say.
 */
export const postgresCounter: CountHeld = (connection, options, holders) =>
  inSettings(connection, timeouts(options), async () => {
    const places = await placesOf(connection, holders);
    const counts = await countIn(connection, [...new Set(places.flatMap((each) => each ?? []))]);
    return places.map((each) => each && together(each.map((place) => counts.get(place))));
  });

async function countIn(
  connection: Connection,
  places: readonly Place[],
): Promise<ReadonlyMap<Place, Count | undefined>> {
  const known = places.length === 0 ? [] : await readKnown(connection, places);
  const countable = known.filter(({ countable }) => countable);
  const answers =
    countable.length === 0 ? [] : await connection.batch(countable.map(({ place }) => countSql(place)));
  return new Map(
    countable.map((each, at) => [each.place, countOf(each, answers[at]?.[0]?.["number"])] as const),
  );
}

interface Known {
  readonly place: Place;
  /** That it is there, and all of it may be seen. */
  readonly countable: boolean;
  /** The planner's guess; 0 where nobody has looked yet. */
  readonly rows: number;
  /** The part of the rows that has a value; absent for a table, or where nobody has looked yet. */
  readonly filled: number | null;
}

/** Rows that a policy hides from this role would not be counted, though they go. */
async function readKnown(connection: Connection, places: readonly Place[]): Promise<readonly Known[]> {
  const params = [places.map(relationOf), places.map(columnOf)];
  const rows = await connection.query<KnownRow>(KNOWN, params);
  return rows.flatMap(({ at, countable, rows: guess, filled }) => {
    const place = places[Number(at) - 1];
    if (place === undefined) return [];
    const part = filled === null ? null : Number(filled);
    return [{ place, countable: countable === true, rows: Math.round(Number(guess)), filled: part }];
  });
}

type KnownRow = Record<"at" | "countable" | "rows" | "filled", unknown>;

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

/** How many, where so many were not counted. */
function countOf({ place, rows, filled }: Known, answer: unknown): Count | undefined {
  const number = answer === null ? undefined : Number(answer);
  if (place.kind === "sequence") return number === undefined ? undefined : { number, precision: "exact" };
  if (number !== undefined && number <= MOST_COUNTED) return { number, precision: "exact" };
  // Of a part of a value, or of one of several, no statistics tell.
  const part = place.kind === "column" ? (filled ?? 0) : 0;
  const many = number === undefined ? Math.round(rows * part) : rows;
  if (many > MOST_COUNTED) return { number: many, precision: "about" };
  // Statistics are of a sample: that it held no value does not mean that there is none.
  if (number === undefined) return many > 0 ? { number: many, precision: "about" } : undefined;
  return { number: MOST_COUNTED, precision: "atLeast" };
}
