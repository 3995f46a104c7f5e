import { dialectOf, parseUrl } from "@limbeck/database";
import { type Dialect } from "@limbeck/model";

import { type LimbeckConfig } from "../config/config.ts";
import { type Project } from "./project.ts";

/** The words of a configuration, which are Drizzle's. */
const DIALECTS = {
  postgresql: "postgres",
  sqlite: "sqlite",
} as const satisfies Record<NonNullable<LimbeckConfig["dialect"]>, Dialect>;

/** The dialect of the database that is meant, where it can be seen without asking anybody; else the configured one. */
export function projectDialect(
  database: Project["database"],
  { dialect = "postgresql" }: LimbeckConfig,
): Dialect {
  return seenIn(database) ?? DIALECTS[dialect];
}

/** What is wrong with a URL is told when somebody connects. */
function seenIn(database: Project["database"]): Dialect | undefined {
  if (typeof database === "function" || database === undefined) return undefined;
  try {
    return dialectOf(typeof database === "string" ? parseUrl(database) : database);
  } catch {
    return undefined;
  }
}
