import { nameKey, type PrimaryKey, type Schema, spelling, type SqlText } from "@limbeck/model";
import { groupsRows } from "@limbeck/operations";

import { same } from "../fields.ts";
import { mentions } from "../mentions.ts";
import { type TablePlan } from "../plan.ts";
import { memberFields } from "../table/members.ts";

/** The names of the tables with one primary key before and another one after: what groups by either cannot stay meanwhile. */
export function rekeyedTables(plans: readonly TablePlan[]): ReadonlySet<string> {
  const rekeyed = plans.filter(
    ({ primaryKey: { dropped, created } }) => dropped.length > 0 && created.length > 0,
  );
  return new Set(rekeyed.map(({ after }) => after.name));
}

/** The same from the two sides, where no table is planned yet: those whose primary key is another one. */
export function rekeyedBetween(before: Schema, after: Schema): ReadonlySet<string> {
  const old = new Map(before.tables.map((table) => [nameKey(table), table.primaryKey]));
  const rekeyed = after.tables.filter((table) => isRekeyed(old.get(nameKey(table)), table.primaryKey));
  return new Set(rekeyed.map(({ name }) => name));
}

function isRekeyed(before: PrimaryKey | undefined, after: PrimaryKey | undefined): boolean {
  return before !== undefined && after !== undefined && !same(memberFields.primaryKey, before, after);
}

/** Whether a text may stand on the primary key of one of the tables. */
export function groupsOver(text: SqlText | undefined, tables: ReadonlySet<string>): boolean {
  return text !== undefined && tables.size > 0 && groupsRows(spelling(text)) && mentions(text, tables);
}
