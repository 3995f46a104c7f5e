import { attachTo } from "../attach.ts";
import { type ConflictAction } from "./constraint.ts";

/** What Drizzle cannot say of a column of SQLite. */
export interface SqliteColumnSettings {
  readonly collation?: string;
  readonly notNullOnConflict?: ConflictAction;
}

/**
 * Says what the text of a column is compared by: `NOCASE`, `RTRIM`, `BINARY`, or a collation of the application's own.
 *
 *     email: collate(text(), "NOCASE").notNull().unique(),
 */
export function collate<T extends object>(
  column: T,
  collation: "NOCASE" | "RTRIM" | "BINARY" | (string & {}),
): T {
  return attachTo(column, "sqliteColumn", { collation });
}

/**
 * Says what becomes of a statement that would put NULL into a column that takes none; `"replace"` puts the default there.
 *
 *     state: notNullOnConflict(text().notNull().default("new"), "replace"),
 */
export function notNullOnConflict<T extends object>(column: T, action: ConflictAction): T {
  return attachTo(column, "sqliteColumn", { notNullOnConflict: action });
}
