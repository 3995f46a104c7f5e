import { calledOn } from "../calledAs.ts";
import { type AnySql } from "../attach.ts";

export interface SqliteTriggerConfig {
  readonly timing: "before" | "after" | "insteadOf";
  readonly event: "insert" | "update" | "delete";
  /** Fires at an update of these columns only: `[users.email]`, or their names in the database. */
  readonly updateOf?: readonly (string | { readonly name: string })[];
  /** The condition: sql`old.email <> new.email`. */
  readonly when?: string | AnySql;
  /** The statements between BEGIN and END, each with its semicolon. */
  readonly body: string | AnySql;
}

/** A trigger that a table or view of SQLite is to have. Export it beside the models. */
export interface SqliteTrigger {
  readonly triggerName: string;
}

/**
 * Says that a table or view has a trigger:
 *
 *     export const usersTouch = sqliteTrigger(users, "users_touch", {
 *       timing: "after",
 *       event: "update",
 *       body: "UPDATE users SET touched = CURRENT_TIMESTAMP WHERE id = new.id;",
 *     });
 */
export function sqliteTrigger(table: object, name: string, config: SqliteTriggerConfig): SqliteTrigger {
  const usage = 'sqliteTrigger(table, "name", { timing, event, body, … })';
  calledOn(table, usage, name, config, ["timing", "event", "body"]);
  const value = { ...config, name, table };
  return Object.defineProperty({ triggerName: name }, Symbol.for("limbeck:sqliteTrigger"), { value });
}
