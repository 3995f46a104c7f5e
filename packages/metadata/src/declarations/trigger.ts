import { calledOn } from "./calledAs.ts";
import { anyText, either, flag, having, list, options, sql, text, word } from "./kind.ts";
import { columnOrName, table as isTable, view } from "./kinds.ts";
import { checkOptions, checkValue, type Kinds } from "./options.ts";
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
  checkValue(`What pgTrigger "${name}" stands on`, table, RELATION);
  checkOptions(`pgTrigger "${name}"`, config, KINDS);
  checkTogether(name, config);
  const value = { ...config, name, table };
  return Object.defineProperty({ triggerName: name }, Symbol.for("limbeck:trigger"), { value });
}

const RELATION = either(isTable, view);

const KINDS: Kinds<PgTriggerConfig> = {
  timing: word("before", "after", "insteadOf"),
  events: list(word("insert", "update", "delete", "truncate")),
  updateOf: list(columnOrName),
  forEach: word("row", "statement"),
  when: sql,
  execute: either(text, having("functionName", "a pgFunction")),
  arguments: list(anyText, 0),
  constraint: flag,
  deferrable: word("immediate", "deferred"),
  from: isTable,
  referencing: options({ oldTable: text, newTable: text }),
  enabled: word("disabled", "replica", "always"),
};

/** What the server has no words for, or would answer with a syntax error. */
function checkTogether(name: string, config: PgTriggerConfig): void {
  const { constraint, deferrable, from, timing, forEach, updateOf, events } = config;
  const refuse = (reason: string): never => {
    throw new TypeError(`pgTrigger "${name}": ${reason}`);
  };
  if (constraint !== true && (deferrable ?? from) !== undefined)
    refuse("deferrable and from are said of a constraint trigger: constraint: true");
  if (constraint === true && (timing !== "after" || forEach !== "row"))
    refuse('a constraint trigger has timing: "after" and forEach: "row"');
  if (updateOf !== undefined && !events.includes("update"))
    refuse('updateOf is said of the event "update", which is not among its events');
}
