import { quoteIdentifier, quoteLiteral } from "./quote.ts";

/**
 * What the server prints depends on settings; pinned, every session of every user prints the same. The last two spare
 * the catalog statement a compilation and worker processes that would cost more than it does.
 */
const PINNED = {
  quote_all_identifiers: "off",
  standard_conforming_strings: "on",
  IntervalStyle: "postgres",
  DateStyle: "ISO, YMD",
  TimeZone: "UTC",
  extra_float_digits: "1",
  bytea_output: "hex",
  lc_monetary: "C",
  jit: "off",
  max_parallel_workers_per_gather: "0",
} satisfies Readonly<Record<string, string>>;

/**
 * One statement that pins them until the transaction or savepoint ends, and makes the default namespace the only one
 * that needs no qualification. `pg_temp` stands last, because left out it is searched first, and a session's temporary
 * table would make the real one of the same name print qualified.
 */
export function pinSettings(defaultSchema: string): string {
  const settings = { ...PINNED, search_path: `${quoteIdentifier(defaultSchema)}, pg_temp` };
  const calls = Object.entries(settings).map(
    ([name, value]) => `pg_catalog.set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, true)`,
  );
  return `SELECT ${calls.join(", ")}`;
}
