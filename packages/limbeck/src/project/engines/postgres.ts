import { openScratch, pgliteVersion, type ScratchOptions } from "@limbeck/database";

import { type Engine, type EngineOptions } from "../engine.ts";
import { lazyPostgres, SCRATCH_VERSION } from "./lazyPostgres.ts";

export const postgresEngine: Engine = {
  name: "embedded PostgreSQL",
  place: "the embedded PostgreSQL",
  version: SCRATCH_VERSION,
  searchPath: '"$user", public',
  open: (options) => openScratch(scratchOptions(options)),
  openKept: (options, image) =>
    openScratch({ ...scratchOptions(options), ...(image === undefined ? {} : { image }) }),
  lazy: lazyPostgres,
  forTexts: () => ({}),
  identity: async () => (await pgliteVersion()) ?? "",
};

function scratchOptions({ cacheDir, extensions, onSlowStart }: EngineOptions): ScratchOptions {
  return { cacheDir, extensions, onPrepare: () => onSlowStart?.("preparing", postgresEngine.place) };
}
