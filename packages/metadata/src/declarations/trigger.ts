import { calledOn } from "./calledAs.ts";
import { type AnySql } from "./attach.ts";

export interface PgTriggerConfig {
  readonly timing: "before" | "after" | "insteadOf";
  readonly events: readonly ("insert" | "update" | "delete" | "truncate")[];
  /** Fires at an update of these columns only: `[users.email]`, or their names in the database. */
  readonly updateOf?: readonly (string | { readonly name: string })[];
  /** Left out: once for each statement. */
  readonly forEach?: "row" | "statement";
  /** The condition: sql`old.email IS DISTINCT FROM new.email`. */
  readonly when?: AnySql;
  /** A `pgFunction`, or the name of a function. */
  readonly execute: string | { readonly functionName: string };
  readonly arguments?: readonly string[];
  /** A constraint trigger, which can be deferred. */
  readonly constraint?: boolean;
  readonly deferrable?: "immediate" | "deferred";
  /** The other table of a constraint trigger. */
  readonly from?: object;
  /** The names under which a trigger for each statement sees the old rows and the new ones. */
  readonly referencing?: { readonly oldTable?: string; readonly newTable?: string };
  /** Left out: enabled. */
  readonly enabled?: "disabled" | "replica" | "always";
}

/** A trigger that a table or view is to have. Export it beside the models. */
export interface PgTrigger {
  readonly triggerName: string;
}

/**
 * Says that a table or view has a trigger:
 *
 *     export const usersTouch = pgTrigger(users, "users_touch", {
 *       timing: "before",
 *       events: ["update"],
 *       forEach: "row",
 *       execute: touch,
 *     });
 */
export function pgTrigger(table: object, name: string, config: PgTriggerConfig): PgTrigger {
  const required = ["timing", "events", "execute"];
  calledOn(table, 'pgTrigger(table, "name", { timing, events, execute, … })', name, config, required);
  const value = { ...config, name, table };
  return Object.defineProperty({ triggerName: name }, Symbol.for("limbeck:trigger"), { value });
}
