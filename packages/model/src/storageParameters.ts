/** Parameters by name, `fillfactor`, `toast.autovacuum_enabled`; the values are the texts that the server keeps. */
export type StorageParameters = Readonly<Record<string, string>>;

/** Those of which PostgreSQL keeps whatever word for yes or no was said (reloptions.c). */
const SWITCHES: ReadonlySet<string> = new Set([
  "autosummarize",
  "autovacuum_enabled",
  "deduplicate_items",
  "fastupdate",
  "user_catalog_table",
  "vacuum_index_cleanup",
  "vacuum_truncate",
]);

/** Whether two values of a parameter mean the same, `off` and `false`, `0.10` and `0.1`: the server keeps them as they were typed. */
export function sameParameter(name: string, a: string, b: string): boolean {
  return a === b || meaningOf(name, a) === meaningOf(name, b);
}

function meaningOf(name: string, value: string): string {
  const text = value.toLowerCase();
  if (SWITCHES.has(name.replace(/^toast\./, ""))) return String(SAID.get(text) ?? text);
  return text !== "" && Number.isFinite(Number(text)) ? String(Number(text)) : text;
}

const SAID: ReadonlyMap<string, boolean> = new Map([
  ...["on", "true", "yes", "1"].map((word) => [word, true] as const),
  ...["off", "false", "no", "0"].map((word) => [word, false] as const),
]);
