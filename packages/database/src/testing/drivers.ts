import { createRequire } from "node:module";
import { createClient } from "@libsql/client";
import { libsqlSession } from "../sqlite/libsqlClient.ts";
import { nodeSqlite, type Open, underLibsqlClient } from "../sqlite/drivers.ts";

/** The drivers that this Node and this installation have, with how each opens a file. */
export function installed(): [string, Open][] {
  const place = { require: createRequire(import.meta.url), node: process.versions.node };
  const drivers: Record<string, Open | undefined> = {
    libsql: underLibsqlClient(place),
    "node:sqlite": nodeSqlite(place),
    "@libsql/client": (path) => libsqlSession(createClient({ url: `file:${path}`, intMode: "bigint" })),
  };
  return Object.entries(drivers).flatMap(([name, open]) => (open === undefined ? [] : [[name, open]]));
}
