import { type Deferrable } from "./constraint.ts";
import { type QualifiedName } from "./name.ts";
import { type SqlText } from "./sqlText.ts";

export type TriggerEvent = "insert" | "update" | "delete" | "truncate";

/** A trigger of a table or view. What PostgreSQL takes where nothing is said is absent. */
export interface Trigger {
  readonly table: QualifiedName;
  readonly name: string;
  readonly timing: "before" | "after" | "insteadOf";
  /** In the order of the type. */
  readonly events: readonly TriggerEvent[];
  /** The columns of UPDATE OF. */
  readonly updateOf?: readonly string[];
  /** Absent: for each statement. */
  readonly forEach?: "row";
  /** The condition, without outer parentheses. */
  readonly when?: SqlText;
  readonly constraint?: true;
  readonly deferrable?: Deferrable;
  /** The other table of a constraint trigger. */
  readonly from?: QualifiedName;
  /** The names of the transition tables. */
  readonly oldTable?: string;
  readonly newTable?: string;
  /** PostgreSQL: what it executes. */
  readonly function?: QualifiedName;
  readonly arguments?: readonly string[];
  /** SQLite, in place of a function: the statements between BEGIN and END, each with its semicolon. */
  readonly body?: SqlText;
  /** Absent: it fires, but not for changes that replication brings. */
  readonly enabled?: "disabled" | "replica" | "always";
  readonly comment?: string;
}

const EVENTS: readonly TriggerEvent[] = ["insert", "update", "delete", "truncate"];

/** Each event once, in the order of the type. */
export function triggerEvents(events: readonly TriggerEvent[]): readonly TriggerEvent[] {
  return EVENTS.filter((event) => events.includes(event));
}

/** A text that is equal for triggers of one table and one name. */
export function triggerKey({ table, name }: Pick<Trigger, "table" | "name">): string {
  return JSON.stringify([table.schema, table.name, name]);
}

/** `users.touched`, `auth.users.touched` */
export function showTrigger({ table, name }: Pick<Trigger, "table" | "name">): string {
  return [table.schema, table.name, name].filter((part) => part !== undefined).join(".");
}
