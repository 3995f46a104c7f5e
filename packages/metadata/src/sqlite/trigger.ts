import { showTrigger, type Trigger, triggerKey } from "@limbeck/model";
import { type SqliteTriggerConfig } from "../declarations/sqlite/trigger.ts";
import { declarationsOf } from "../declared.ts";
import { distinct } from "../distinct.ts";
import { type NamedColumn } from "../drizzle/columnShape.ts";
import { type DrizzleSql } from "../drizzle/drizzle.ts";
import { placeOf, viewName } from "../drizzle/table.ts";
import { type Found } from "../exports.ts";
import { withoutParentheses } from "./parentheses.ts";
import { type SqliteReading } from "./reading.ts";

type TriggerConfig = SqliteTriggerConfig & { readonly name: string; readonly table: object };

/** The declared triggers. Errors: `name-clash`. */
export function readTriggers(found: readonly Found[], reading: SqliteReading): readonly Trigger[] {
  const placed = declarationsOf<TriggerConfig>(found, "sqliteTrigger").map(({ config, declared }) => {
    const trigger = readTrigger(config, reading);
    return { noun: { name: showTrigger(trigger), key: triggerKey(trigger), trigger }, declared };
  });
  return distinct("trigger", placed).map(({ noun }) => noun.trigger);
}

function readTrigger(config: TriggerConfig, reading: SqliteReading): Trigger {
  const { name, table, timing, event, updateOf, when, body } = config;
  return {
    table: { name: viewName(table)?.name ?? placeOf(table).name },
    name,
    timing,
    events: [event],
    ...(updateOf === undefined ? {} : { updateOf: updateOf.map((column) => columnName(column, reading)) }),
    forEach: "row",
    ...(when === undefined ? {} : { when: { written: withoutParentheses(textOf(when, reading)) } }),
    body: { written: textOf(body, reading).trim() },
  };
}

function columnName(column: string | { readonly name: string }, reading: SqliteReading): string {
  if (typeof column === "string") return column;
  return isColumn(column) ? reading.columnName(column) : column.name;
}

function isColumn(column: { readonly name: string }): column is NamedColumn {
  return "keyAsName" in column;
}

/** Whole statements: a column of theirs is named with its table. */
function textOf(text: SqliteTriggerConfig["body"], { renderQuery }: SqliteReading): string {
  // SQL of Drizzle's; what is no such SQL is told to be so where it is rendered.
  return typeof text === "string" ? text : renderQuery(text.getSQL() as DrizzleSql);
}
