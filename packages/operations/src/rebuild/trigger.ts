import { type Trigger } from "@limbeck/model";

import { type IfNotExists } from "../ifExists.ts";
import { lacking, type Plan, statements } from "../plan.ts";
import { createTriggerSql } from "../sql/sqlite/trigger.ts";

/** Creates a trigger, after what has to go for it. */
export function createTriggerPlan(
  trigger: Trigger,
  before: readonly string[] = [],
  manner: IfNotExists = {},
): Plan {
  return trigger.body === undefined
    ? lacking("triggers without statements")
    : statements(...before, createTriggerSql(trigger, manner));
}
