import { openPglite, type PgliteConnection } from "./pglite.ts";
import { loadExtensions } from "./scratchExtensions.ts";
import { scratchTemplate } from "./scratchTemplate.ts";

export interface ScratchOptions {
  /** Where the prepared data directory is kept; made if it is not there. */
  readonly cacheDir: string;
  /** Names as CREATE EXTENSION knows them; those that PGlite lacks (see `scratchExtensions`) are passed over. */
  readonly extensions?: readonly string[];
  /** What `image` gave of another one with these extensions, to begin with instead of an empty one. */
  readonly image?: Uint8Array;
  /** Hears that the data directory is prepared, which takes seconds. */
  readonly onPrepare?: (() => void) | undefined;
}

/**
 * Starts an empty embedded PostgreSQL in memory. It keeps the process alive until it is closed. The first one on a machine
 * takes seconds, for initdb; the next ones load what that made. Errors: `pglite-missing`; what PGlite throws at an image that it cannot read.
 */
export async function openScratch(options: ScratchOptions): Promise<PgliteConnection> {
  const { image } = options;
  const loadDataDir =
    image === undefined
      ? await scratchTemplate(options.cacheDir, options.onPrepare)
      : new Blob([new Uint8Array(image)]);
  return openPglite({ loadDataDir, extensions: await loadExtensions(options.extensions ?? []) });
}
