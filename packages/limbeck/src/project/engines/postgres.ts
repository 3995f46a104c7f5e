import { openScratch, pgliteVersion } from "@limbeck/database";

import { type Engine } from "../engine.ts";
import { lazyPostgres, SCRATCH_VERSION } from "./lazyPostgres.ts";

export const postgresEngine: Engine = {
  name: "embedded PostgreSQL",
  place: "the embedded PostgreSQL",
  version: SCRATCH_VERSION,
  searchPath: '"$user", public',
  open: ({ cacheDir, extensions }) => openScratch({ cacheDir, extensions }),
  openKept: ({ cacheDir, extensions }, image) =>
    openScratch({ cacheDir, extensions, ...(image === undefined ? {} : { image }) }),
  lazy: lazyPostgres,
  forTexts: () => ({}),
  identity: async () => (await pgliteVersion()) ?? "",
};
