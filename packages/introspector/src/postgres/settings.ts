import { quoteIdentifier, quoteString } from "@limbeck/operations";

/**
 * Spares the catalog statement a compilation and worker processes that would cost more than it does, and a search for the best order of
 * joins that are written in a good one.
 */
const QUICK = {
  jit: "off",
  max_parallel_workers_per_gather: "0",
  join_collapse_limit: "4",
  from_collapse_limit: "4",
};

/** How names and texts are quoted. */
const QUOTING = { quote_all_identifiers: "off", standard_conforming_strings: "on" };

/** How constants are printed. */
const PRINTING = {
  IntervalStyle: "postgres",
  DateStyle: "ISO, YMD",
  TimeZone: "UTC",
  extra_float_digits: "1",
  bytea_output: "hex",
  lc_monetary: "C",
};

/**
 * One statement that pins, until the transaction or savepoint ends, what the server's words depend on, and makes the
 * default namespace the only one that needs no qualification. `pg_temp` stands last, because left out it is searched
 * first, and a session's temporary table would make the real one of the same name print qualified.
 */
export function pinForReading(defaultSchema: string): string {
  const path = quoteString(`${quoteIdentifier(defaultSchema)}, pg_temp`);
  return pin({ ...QUICK, ...QUOTING, ...PRINTING }, path);
}

/**
 * One statement that pins as little as it takes to compare two texts. The author's text means what it would mean in a
 * migration: dates in the session's own style and zone, functions and types found on the session's own search path.
 */
export function pinForAsking(defaultSchema: string): string {
  const first = quoteString(quoteIdentifier(defaultSchema));
  const path = `${first} || coalesce(', ' || nullif(current_setting('search_path'), ''), '') || ', pg_temp'`;
  return pin({ ...QUICK, ...QUOTING, lock_timeout: "2s" }, path);
}

function pin(settings: Readonly<Record<string, string>>, path: string): string {
  const values = Object.entries(settings).map(([name, value]) => [name, quoteString(value)] as const);
  const calls = [...values, ["search_path", path] as const].map(
    ([name, value]) => `pg_catalog.set_config(${quoteString(name)}, ${value}, true)`,
  );
  return `SELECT ${calls.join(", ")}`;
}
