import {
  type QualifiedName,
  showTrigger,
  type Trigger,
  triggerEvents,
  triggerKey,
  truncateName,
} from "@limbeck/model";
import { type PgTriggerConfig } from "./declarations/trigger.ts";
import { declarationsOf } from "./declared.ts";
import { distinct } from "./distinct.ts";
import { type NamedColumn } from "./drizzle/columnShape.ts";
import { placeOf, viewName } from "./drizzle/table.ts";
import { type Found } from "./exports.ts";
import { declaredFunction, sqlOf } from "./function.ts";
import { checkColumn } from "./misplaced.ts";
import { type Reading } from "./reading.ts";

type TriggerConfig = PgTriggerConfig & { readonly name: string; readonly table: object };

/** The declared triggers. Errors: `name-clash`, `column-of-another-table`. */
export function readTriggers(found: readonly Found[], reading: Reading): readonly Trigger[] {
  const placed = declarationsOf<TriggerConfig>(found, "trigger").map(({ config, declared, ...comment }) => {
    const trigger = { ...readTrigger(config, reading), ...comment };
    return { noun: { name: showTrigger(trigger), key: triggerKey(trigger), trigger }, declared };
  });
  return distinct("trigger", placed).map(({ noun }) => noun.trigger);
}

function readTrigger(config: TriggerConfig, reading: Reading): Trigger {
  checkUpdateOf(config, reading);
  const { when, referencing = {}, updateOf, arguments: given = [], enabled } = config;
  return {
    table: relationName(config.table, reading),
    name: truncateName(config.name),
    timing: config.timing,
    events: triggerEvents(config.events),
    ...(updateOf === undefined ? {} : { updateOf: updateOf.map((column) => columnName(column, reading)) }),
    ...(config.forEach === "row" ? { forEach: "row" } : {}),
    ...(when === undefined ? {} : { when: { written: sqlOf(when, reading) } }),
    ...constraintOf(config, reading),
    ...(referencing.oldTable === undefined ? {} : { oldTable: truncateName(referencing.oldTable) }),
    ...(referencing.newTable === undefined ? {} : { newTable: truncateName(referencing.newTable) }),
    function: executed(config.execute, reading),
    ...(given.length === 0 ? {} : { arguments: given }),
    ...(enabled === undefined ? {} : { enabled }),
  };
}

function checkUpdateOf(
  { table, name, updateOf = [] }: TriggerConfig,
  { drizzle: { is, pg } }: Reading,
): void {
  if (!is(table, pg.PgTable)) return;
  for (const column of updateOf) checkColumn(table, placeOf(table).name, `pgTrigger ${name}`, column);
}

function constraintOf(
  { constraint, deferrable, from }: TriggerConfig,
  reading: Reading,
): Pick<Trigger, "constraint" | "deferrable" | "from"> {
  return {
    ...(constraint === true ? { constraint } : {}),
    ...(deferrable === undefined ? {} : { deferrable }),
    ...(from === undefined ? {} : { from: relationName(from, reading) }),
  };
}

function columnName(column: string | { readonly name: string }, reading: Reading): string {
  if (typeof column === "string") return truncateName(column);
  return reading.columnName(isColumn(column) ? column : { ...column, keyAsName: false });
}

function isColumn(column: { readonly name: string }): column is NamedColumn {
  return "keyAsName" in column;
}

/** The name of a table of Drizzle, or of a view. */
function relationName(relation: object, reading: Reading): QualifiedName {
  const view = viewName(relation);
  if (view !== undefined) return reading.qualified(view.schema, view.name);
  const { schema, name } = placeOf(relation);
  return reading.qualified(schema, name);
}

/** `"auth.touch"` is a function of a schema; a name that holds a dot itself is declared with `pgFunction`. */
function executed(execute: TriggerConfig["execute"], reading: Reading): QualifiedName {
  const declared = declaredFunction(execute, reading);
  if (declared !== undefined) return declared;
  const name = typeof execute === "string" ? execute : execute.functionName;
  const [first = name, second] = name.split(".");
  if (second !== undefined) return reading.qualified(first, second);
  return reading.qualified(OWN_FUNCTIONS.test(first) ? "pg_catalog" : undefined, first);
}

/** PostgreSQL's own functions for triggers: their names alone mean them, whatever the search path says. */
const OWN_FUNCTIONS = /^(?:suppress_redundant_updates_trigger|tsvector_update_trigger(?:_column)?)$/;
