import { spelling, type Trigger } from "@limbeck/model";

import { type IfExists, ifExistsSql, type IfNotExists, ifNotExistsSql } from "../../ifExists.ts";
import { quoteIdentifier } from "../identifier.ts";

const TIMINGS = { before: "BEFORE", after: "AFTER", insteadOf: "INSTEAD OF" } as const;

export function createTriggerSql(trigger: Trigger, options: IfNotExists = {}): string {
  return [
    `CREATE TRIGGER ${ifNotExistsSql(options)}${quoteIdentifier(trigger.name)}`,
    `${TIMINGS[trigger.timing]} ${eventSql(trigger)} ON ${quoteIdentifier(trigger.table.name)}`,
    ...(trigger.forEach === "row" ? ["FOR EACH ROW"] : []),
    ...(trigger.when === undefined ? [] : [`WHEN ${spelling(trigger.when)}`]),
    `BEGIN\n  ${bodySql(trigger)}\nEND`,
  ].join(" ");
}

function bodySql({ body = {} }: Trigger): string {
  const text = spelling(body).trim();
  return text.endsWith(";") ? text : `${text};`;
}

export function dropTriggerSql(name: string, options: IfExists = {}): string {
  return `DROP TRIGGER ${ifExistsSql(options)}${quoteIdentifier(name)}`;
}

/** A trigger of SQLite is of one event. */
function eventSql({ events, updateOf }: Trigger): string {
  const columns = updateOf === undefined ? "" : ` OF ${updateOf.map(quoteIdentifier).join(", ")}`;
  return events.map((event) => event.toUpperCase()).join(" OR ") + columns;
}
