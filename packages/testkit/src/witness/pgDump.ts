import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { PGlite } from "@electric-sql/pglite";

const run = promisify(execFile);

/**
 * What `pg_dump --schema-only --no-owner` says of a database, as sorted entries; undefined where the `pg_dump` on the path
 * is missing or older than the server, whom it then refuses.
 */
export async function pgDump(url: string, serverMajor: number): Promise<string[] | undefined> {
  const dump = await pgDumpSql(url, serverMajor);
  return dump === undefined ? undefined : dumpEntries(dump);
}

/** The same as SQL that makes such a database where there is an empty one. */
export async function pgDumpSql(url: string, serverMajor: number): Promise<string | undefined> {
  if ((await clientMajor()) < serverMajor) return undefined;
  const { stdout } = await run("pg_dump", ["--schema-only", "--no-owner", url], { maxBuffer: 2 ** 28 });
  // Words for psql.
  return stdout.replace(/^\\(un)?restrict .*$/gm, "");
}

/**
 * The same of a PGlite, by the `pg_dump` that is built for it. It runs on the only session there is: prepared statements and
 * settings of that session are lost.
 */
export async function pgDumpOfPglite(pglite: PGlite): Promise<string[]> {
  const { pgDump: dump } = await import("@electric-sql/pglite-tools/pg_dump");
  const file = await dump({ pg: pglite, args: ["--schema-only", "--no-owner"] });
  // It leaves its read-only transaction open, and an empty search path.
  await pglite.exec("ROLLBACK; RESET ALL");
  return dumpEntries(await file.text());
}

async function clientMajor(): Promise<number> {
  const { stdout } = await run("pg_dump", ["--version"]).catch(() => ({ stdout: "" }));
  return Number(/(\d+)/.exec(stdout)?.[1] ?? 0);
}

/**
 * The entries of a dump, made comparable: sorted, without comments, settings and random tokens, the columns of a table in the
 * order of their names, NOT NULL constraints without theirs.
 */
export function dumpEntries(dump: string): string[] {
  return dump
    .split(/^--\n-- Name: .*\n--\n/m)
    .map(entryText)
    .filter((entry) => entry !== "")
    .sort();
}

/** `\restrict` carries a random word since the minor releases of August 2025. */
const noise = /^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict.*|\s*)$/;

function entryText(entry: string): string {
  const lines = entry.split("\n").filter((line) => !noise.test(line));
  return sortColumns(lines.map((line) => line.replace(/CONSTRAINT ("[^"]+"|\S+) NOT NULL/, "NOT NULL"))).join(
    "\n",
  );
}

function sortColumns(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => /^CREATE (UNLOGGED |FOREIGN )?TABLE .*\($/.test(line));
  const last = lines.findIndex((line, index) => index > first && line.startsWith(")"));
  if (first === -1 || last === -1) return lines;
  const columns = lines.slice(first + 1, last).map((line) => line.replace(/,$/, ""));
  return [...lines.slice(0, first + 1), ...columns.sort(), ...lines.slice(last)];
}
