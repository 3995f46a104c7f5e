import { attachTo } from "../attach.ts";

/** What Drizzle cannot say of a table of SQLite. */
export interface SqliteTableSettings {
  readonly strict?: true;
  readonly withoutRowid?: true;
}

/**
 * Says that the columns of a table take values of their own type only (SQLite 3.37):
 *
 *     export const users = strict(sqliteTable("users", { … }));
 *
 * A strict table knows the types int, integer, real, text, blob and any.
 */
export function strict<T extends object>(table: T): T {
  return attachTo(table, "sqliteTable", { strict: true });
}

/**
 * Says that the rows of a table are kept under its primary key, and have no number of their own:
 *
 *     export const words = withoutRowid(sqliteTable("words", { word: text().primaryKey() }));
 */
export function withoutRowid<T extends object>(table: T): T {
  return attachTo(table, "sqliteTable", { withoutRowid: true });
}
