import { reasonOf } from "@limbeck/model";
import { createRequire } from "node:module";
import { drizzleMissing } from "./errors.ts";

type DrizzleModule = "drizzle-orm/node-postgres" | "drizzle-orm/sqlite-proxy";

/**
 * The function `drizzle` of one of drizzle-orm's drivers, of the user's own copy: `requireFrom` is a file of the project. It is
 * required as CommonJS, because importing it as ESM takes 0.3 to 0.9 s on Node 22 and 24. Errors: `drizzle-missing`.
 */
export function requireDrizzle(
  requireFrom: string | URL,
  module: DrizzleModule,
): (...config: readonly unknown[]) => unknown {
  try {
    const loaded: unknown = createRequire(requireFrom)(module);
    if (hasDrizzle(loaded)) return loaded.drizzle;
  } catch (error) {
    throw drizzleMissing(module, String(requireFrom), firstLine(reasonOf(error)), error);
  }
  throw drizzleMissing(module, String(requireFrom), "it has no function drizzle", undefined);
}

function hasDrizzle(
  loaded: unknown,
): loaded is { readonly drizzle: (...config: readonly unknown[]) => unknown } {
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
