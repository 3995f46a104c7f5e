import { type QualifiedName, spelling, type Trigger } from "@limbeck/model";

import { type IfExists, ifExistsSql } from "../ifExists.ts";
import { quoteIdentifier, quoteName, quoteRoutine } from "./identifier.ts";
import { quoteString } from "./literal.ts";

const TIMINGS = { before: "BEFORE", after: "AFTER", insteadOf: "INSTEAD OF" } as const;

const ENABLED = {
  disabled: "DISABLE TRIGGER",
  replica: "ENABLE REPLICA TRIGGER",
  always: "ENABLE ALWAYS TRIGGER",
} as const;

const DEFERRABLE = {
  immediate: " DEFERRABLE INITIALLY IMMEDIATE",
  deferred: " DEFERRABLE INITIALLY DEFERRED",
} as const;

/** CREATE TRIGGER, and what it takes to enable it otherwise than a new one is. */
export function createTriggerSql(trigger: Trigger, replace: boolean): readonly string[] {
  return [
    [
      `${replace ? "CREATE OR REPLACE" : "CREATE"}${trigger.constraint === true ? " CONSTRAINT" : ""} TRIGGER ${quoteIdentifier(trigger.name)}`,
      `${TIMINGS[trigger.timing]} ${eventsSql(trigger)} ON ${quoteName(trigger.table)}`,
      ...(trigger.from === undefined ? [] : [`FROM ${quoteName(trigger.from)}`]),
      ...(trigger.deferrable === undefined ? [] : [DEFERRABLE[trigger.deferrable].trim()]),
      ...referencingSql(trigger),
      `FOR EACH ${trigger.forEach === "row" ? "ROW" : "STATEMENT"}`,
      ...(trigger.when === undefined ? [] : [`WHEN (${spelling(trigger.when)})`]),
      `EXECUTE FUNCTION ${executed(trigger)}`,
    ].join(" "),
    ...(trigger.enabled === undefined ? [] : [enabledSql(trigger)]),
  ];
}

function executed({ function: called, arguments: given = [] }: Trigger): string {
  return called === undefined ? "" : `${quoteRoutine(called)}(${given.map(quoteString).join(", ")})`;
}

export function enabledSql({ table, name, enabled }: Pick<Trigger, "table" | "name" | "enabled">): string {
  const how = enabled === undefined ? "ENABLE TRIGGER" : ENABLED[enabled];
  return `ALTER TABLE ${quoteName(table)} ${how} ${quoteIdentifier(name)}`;
}

export function dropTriggerSql(table: QualifiedName, name: string, options: IfExists = {}): string {
  return `DROP TRIGGER ${ifExistsSql(options)}${quoteIdentifier(name)} ON ${quoteName(table)}`;
}

function eventsSql({ events, updateOf }: Trigger): string {
  return events
    .map((event) =>
      event === "update" && updateOf !== undefined
        ? `UPDATE OF ${updateOf.map(quoteIdentifier).join(", ")}`
        : event.toUpperCase(),
    )
    .join(" OR ");
}

function referencingSql({ oldTable, newTable }: Trigger): readonly string[] {
  const named = [
    ...(oldTable === undefined ? [] : [`OLD TABLE AS ${quoteIdentifier(oldTable)}`]),
    ...(newTable === undefined ? [] : [`NEW TABLE AS ${quoteIdentifier(newTable)}`]),
  ];
  return named.length === 0 ? [] : [`REFERENCING ${named.join(" ")}`];
}
