import { spelling, type SqlText } from "@limbeck/model";
import { groupsRows } from "@limbeck/operations";

import { mentions } from "../mentions.ts";
import { type TablePlan } from "../plan.ts";

/** The names of the tables with one primary key before and another one after: what groups by either cannot stay meanwhile. */
export function rekeyedTables(plans: readonly TablePlan[]): ReadonlySet<string> {
  const rekeyed = plans.filter(
    ({ primaryKey: { dropped, created } }) => dropped.length > 0 && created.length > 0,
  );
  return new Set(rekeyed.map(({ after }) => after.name));
}

/** Whether a text may stand on the primary key of one of the tables. */
export function groupsOver(text: SqlText | undefined, tables: ReadonlySet<string>): boolean {
  return text !== undefined && tables.size > 0 && groupsRows(spelling(text)) && mentions(text, tables);
}
