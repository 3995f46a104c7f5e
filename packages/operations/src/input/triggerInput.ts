import { type QualifiedName, type Trigger, type TriggerEvent, triggerEvents } from "@limbeck/model";

import { defined } from "./defined.ts";
import { type NameInput, nameInput, qualifiedName } from "./nameInput.ts";
import { type Sql, sqlInput, sqlText } from "./sqlInput.ts";

/** A trigger as a revision file says it. */
export interface TriggerInput {
  readonly name: string;
  readonly timing: "before" | "after" | "insteadOf";
  readonly events: readonly TriggerEvent[];
  readonly updateOf?: readonly string[];
  /** Absent: for each statement. */
  readonly forEach?: "row" | "statement";
  readonly when?: Sql;
  readonly constraint?: true;
  readonly deferrable?: "immediate" | "deferred";
  readonly from?: NameInput;
  readonly oldTable?: string;
  readonly newTable?: string;
  /** PostgreSQL: what it executes. */
  readonly function?: NameInput;
  readonly arguments?: readonly string[];
  /** SQLite: its statements, without BEGIN and END. */
  readonly body?: Sql;
  readonly enabled?: "disabled" | "replica" | "always";
  readonly comment?: string;
}

export function trigger(table: QualifiedName, input: TriggerInput): Trigger {
  return defined({
    ...input,
    table,
    events: triggerEvents(input.events),
    forEach: input.forEach === "row" ? ("row" as const) : undefined,
    when: input.when === undefined ? undefined : sqlText(input.when),
    from: input.from === undefined ? undefined : qualifiedName(input.from),
    function: input.function === undefined ? undefined : qualifiedName(input.function),
    body: input.body === undefined ? undefined : sqlText(input.body),
    arguments: input.arguments?.length === 0 ? undefined : input.arguments,
  });
}

export function triggerInput(item: Trigger): TriggerInput {
  const { table: _, name, timing, events, updateOf, forEach, when, ...rest } = item;
  return defined({
    name,
    timing,
    events,
    updateOf,
    forEach,
    when: when === undefined ? undefined : sqlInput(when),
    ...rest,
    from: item.from === undefined ? undefined : nameInput(item.from),
    function: item.function === undefined ? undefined : nameInput(item.function),
    body: item.body === undefined ? undefined : sqlInput(item.body),
  });
}
