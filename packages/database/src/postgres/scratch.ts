import type { PostgresConnection } from "./connection.ts";
import { openPglite } from "./pglite.ts";
import { loadExtensions } from "./scratchExtensions.ts";
import { scratchTemplate } from "./scratchTemplate.ts";

export interface ScratchOptions {
  /** Where the prepared data directory is kept; made if it is not there. */
  readonly cacheDir: string;
  /** Names as CREATE EXTENSION knows them; those that PGlite lacks (see `scratchExtensions`) are passed over. */
  readonly extensions?: readonly string[];
}

/**
 * Starts an empty embedded PostgreSQL in memory. It keeps the process alive until it is closed. The first one on a machine
 * takes seconds, for initdb; the next ones load what that made. Errors: `pglite-missing`.
 */
export async function openScratch(options: ScratchOptions): Promise<PostgresConnection> {
  const loadDataDir = await scratchTemplate(options.cacheDir);
  return openPglite({ loadDataDir, extensions: await loadExtensions(options.extensions ?? []) });
}
