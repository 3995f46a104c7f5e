import { reasonOf } from "@limbeck/model";
import { createRequire } from "node:module";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type { Connection } from "./connection.ts";
import { drizzleMissing } from "./errors.ts";
import { nestable } from "./nestable.ts";

/** A Drizzle database of the user's own copy of drizzle-orm. */
export type DrizzleDatabase = NodePgDatabase;

/**
 * A Drizzle database on the connection's own session, so that it sees what the open transaction did and is undone with it;
 * `db.transaction()` nests. drizzle-orm is required from the user's project, `requireFrom` being a file of it (path or URL):
 * as CommonJS, because importing it as ESM takes 0.3 to 0.9 s on Node 22 and 24. Errors: `drizzle-missing`.
 */
export function drizzleOn(connection: Connection, requireFrom: string | URL): DrizzleDatabase {
  // `{ client }` is understood by 0.45 and by 1.0; 1.0 no longer takes the bare client.
  return requireDrizzle(requireFrom)({ client: nestable(connection.client) });
}

type Drizzle = (config: { readonly client: object }) => DrizzleDatabase;

function requireDrizzle(requireFrom: string | URL): Drizzle {
  try {
    const loaded: unknown = createRequire(requireFrom)("drizzle-orm/node-postgres");
    if (hasDrizzle(loaded)) return loaded.drizzle;
  } catch (error) {
    throw drizzleMissing(String(requireFrom), firstLine(reasonOf(error)), error);
  }
  throw drizzleMissing(String(requireFrom), "it has no function drizzle", undefined);
}

function hasDrizzle(loaded: unknown): loaded is { readonly drizzle: Drizzle } {
  return (
    typeof loaded === "object" &&
    loaded !== null &&
    "drizzle" in loaded &&
    typeof loaded.drizzle === "function"
  );
}

/** Node lists the whole stack of requires behind the sentence. */
function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}
