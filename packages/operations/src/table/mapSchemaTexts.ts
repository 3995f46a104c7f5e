import { type Domain, type Schema, type SqlText, type Trigger } from "@limbeck/model";

import { mapRoutineTexts } from "../function/mapRoutineTexts.ts";
import { mapTexts } from "./mapTexts.ts";

type Texts = Pick<Schema, "tables" | "domains" | "triggers" | "functions">;

/** All that the server has parsed, but for views, in other words. */
export function mapSchemaTexts(
  { tables, domains, triggers, functions }: Texts,
  text: (value: SqlText) => SqlText,
): Texts {
  return {
    tables: tables.map((table) => mapTexts(table, text)),
    domains: domains.map((domain) => mapDomainTexts(domain, text)),
    triggers: triggers.map((trigger) => mapTriggerText(trigger, text)),
    functions: functions.map((routine) => mapRoutineTexts(routine, text)),
  };
}

export function mapDomainTexts(domain: Domain, text: (value: SqlText) => SqlText): Domain {
  const value = domain.default;
  return {
    ...domain,
    ...(value?.kind === "expression" ? { default: { ...value, ...text(value) } } : {}),
    checks: domain.checks.map((check) => ({ ...check, expression: text(check.expression) })),
  };
}

export function mapTriggerText(trigger: Trigger, text: (value: SqlText) => SqlText): Trigger {
  return trigger.when === undefined ? trigger : { ...trigger, when: text(trigger.when) };
}
