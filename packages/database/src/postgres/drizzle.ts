import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { requireDrizzle } from "../requireDrizzle.ts";
import type { PostgresConnection } from "./connection.ts";
import { nestable } from "./nestable.ts";

/** A Drizzle database on a session of PostgreSQL. Errors: `drizzle-missing`. */
export function drizzleOnPostgres(connection: PostgresConnection, requireFrom: string | URL): NodePgDatabase {
  // `{ client }` is understood by 0.45 and by 1.0; 1.0 no longer takes the bare client.
  const drizzle = requireDrizzle(requireFrom, "drizzle-orm/node-postgres");
  return drizzle({ client: nestable(connection.client) }) as NodePgDatabase;
}
