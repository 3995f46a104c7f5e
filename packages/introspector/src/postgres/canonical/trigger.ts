import { nameKey, type Schema, showTrigger, type Trigger, triggerKey } from "@limbeck/model";
import { canonicalText, type Judge } from "./walk.ts";

/** The triggers of the models with the canonical conditions of those in the database. */
export function canonicalTriggers(models: Schema, database: Schema, judge: Judge): readonly Trigger[] {
  const triggers = new Map(database.triggers.map((trigger) => [triggerKey(trigger), trigger]));
  const tables = new Map(database.tables.map((table) => [nameKey(table), table]));
  return models.triggers.map((model) => {
    const live = triggers.get(triggerKey(model));
    const table = tables.get(nameKey(model.table));
    if (model.when === undefined || live?.when === undefined || table === undefined) return model;
    const where = `condition of trigger ${showTrigger(model)}`;
    const when = canonicalText(model.when, live.when, where, { kind: "condition" }, { table, judge });
    return { ...model, when };
  });
}
