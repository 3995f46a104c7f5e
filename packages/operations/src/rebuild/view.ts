import { sameName, type View } from "@limbeck/model";

import { type Plan, type ServerFacts, statements } from "../plan.ts";
import { createTriggerSql } from "../sql/sqlite/trigger.ts";
import { createViewSql, dropViewSql } from "../sql/sqlite/view.ts";

/** SQLite replaces no view. Its triggers go with it and come again, so the schema has to be known. */
export function replaceViewPlan(to: View, { schema }: ServerFacts): Plan {
  if (schema === undefined) return { kind: "rebuild", table: to };
  const triggers = schema.triggers.filter(({ table }) => sameName(table, to));
  return statements(dropViewSql(to.name), createViewSql(to), ...triggers.map((one) => createTriggerSql(one)));
}
