import { entityKindOf } from "./drizzle/table.ts";
import { exportsOf, type ModelModule } from "./exports.ts";
import { unread, type Warning } from "./warning.ts";

/** What Drizzle can say and a Schema cannot yet, by the word that Drizzle's classes carry, and in ours. */
const UNREAD: Readonly<Record<string, string>> = {
  PgRole: "role",
};

/** One warning for each kind of export that is passed over, so that nobody takes silence for equality. */
export function unreadWarnings(modules: readonly ModelModule[]): readonly Warning[] {
  const names = new Map<string, string[]>();
  for (const { value, declared } of modules.flatMap(exportsOf)) {
    const kind = UNREAD[entityKindOf(value) ?? ""];
    // `.existing()` leaves it to somebody else.
    if (typeof value === "object" && value !== null && "_existing" in value && value._existing === true)
      continue;
    if (kind !== undefined) names.set(kind, [...(names.get(kind) ?? []), declared.export]);
  }
  return [...names].map(([kind, exported]) => unread(kind, [...new Set(exported)]));
}
