import { readFile, rename, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Extensions, PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { once } from "./once.ts";
import { testFolder } from "./run.ts";

/** Counts up when what stands in the prepared data directory changes. */
const TEMPLATE = 2;

/** Each start loads the WAL that initdb keeps for later and zeroes the buffers. */
const SMALL = ["shared_buffers=16MB", "min_wal_size=2MB", "max_wal_size=2MB"].flatMap((one) => [
  "--set",
  one,
]);

/** PostgreSQL in this process, in memory. Close it: an open one keeps the process alive. */
export interface ScratchPglite {
  readonly pglite: PGlite;
  /** A connected client on it, through PGlite's bridge to node-postgres. */
  readonly client: pg.Client;
  close(): Promise<void>;
}

/** Starts an empty PGlite from a data directory that initdb prepared once. `sql` runs in it first. */
export async function scratchPglite(
  options: { readonly sql?: string; readonly extensions?: Extensions } = {},
): Promise<ScratchPglite> {
  const { PGlite } = await import("@electric-sql/pglite");
  const { createPgConfig } = await import("@electric-sql/pglite/node-postgres");
  const pglite = await PGlite.create({
    loadDataDir: new Blob([await readFile(await template())]),
    extensions: options.extensions ?? {},
  });
  const config = createPgConfig(pglite);
  const parse = config.connection.parse.bind(config.connection);
  // PGlite 0.5.16 stumbles over the `types` (parsers of the answer) that pg hands along, and that Drizzle sets on every query.
  config.connection.parse = ({ text, name }: { text: string; name?: string }) => parse({ text, name });
  const client = new pg.Client(config);
  await client.connect();
  if (options.sql !== undefined) await pglite.exec(options.sql);
  return {
    pglite,
    client,
    close: async () => {
      await client.end();
      await pglite.close();
    },
  };
}

async function template(): Promise<string> {
  const { PGlite } = await import("@electric-sql/pglite");
  const file = join(testFolder(), `pglite-${await pgliteVersion()}-${TEMPLATE}.tar`);
  return once(`${file}.json`, isFile, async () => {
    const pglite = await PGlite.create({ initDbStartParams: ["--wal-segsize=1", ...SMALL] });
    const dump = await pglite.dumpDataDir("none");
    await pglite.close();
    const draft = `${file}.${process.pid}`;
    await writeFile(draft, Buffer.from(await dump.arrayBuffer()));
    await rename(draft, file);
    return file;
  });
}

async function pgliteVersion(): Promise<string> {
  const manifest = new URL("../package.json", import.meta.resolve("@electric-sql/pglite"));
  const { version }: { version?: unknown } = JSON.parse(await readFile(manifest, "utf8")) as object;
  return String(version);
}

function isFile(value: unknown): value is string {
  return typeof value === "string" && existsSync(value);
}
