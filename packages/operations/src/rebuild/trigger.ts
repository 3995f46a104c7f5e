import { type Trigger } from "@limbeck/model";

import { lacking, type Plan, statements } from "../plan.ts";
import { createTriggerSql } from "../sql/sqlite/trigger.ts";
import { lackingTrigger } from "./lacking.ts";

/** Creates a trigger, after what has to go for it. */
export function createTriggerPlan(trigger: Trigger, ...before: readonly string[]): Plan {
  const reason = lackingTrigger(trigger);
  return reason === undefined ? statements(...before, createTriggerSql(trigger)) : lacking(reason);
}
