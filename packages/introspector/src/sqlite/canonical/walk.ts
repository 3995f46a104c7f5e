import {
  canonicalSpelling,
  nameKey,
  type Schema,
  showTrigger,
  spelling,
  type SqlText,
  type Table,
  type Trigger,
  triggerKey,
  type View,
} from "@limbeck/model";
import { withExpectedColumns, canonicalColumn } from "./column.ts";
import { canonicalChecks } from "./check.ts";
import { type Judge, type Slot } from "./pair.ts";
import { canonicalIndexes } from "./tableIndex.ts";

/** A place in a table of the models that stands in the database too. */
export interface Site {
  /** As it is in the models: its columns are what texts name. */
  readonly table: Table;
  readonly judge: Judge;
}

/** The models with the canonical text of everything that also stands in the database, as the judge says. */
export function walk(models: Schema, database: Schema, judge: Judge): Schema {
  const tables = new Map(database.tables.map((table) => [nameKey(table), table]));
  const views = new Map(database.views.map((view) => [nameKey(view), view]));
  const triggers = new Map(database.triggers.map((trigger) => [triggerKey(trigger), trigger]));
  return {
    ...models,
    tables: models.tables.map((model) => {
      const live = tables.get(nameKey(model));
      return live === undefined ? withExpectedColumns(model) : canonicalTable(model, live, judge);
    }),
    views: models.views.map((model) => {
      const live = views.get(nameKey(model));
      return live === undefined ? model : canonicalView(model, live, judge);
    }),
    triggers: models.triggers.map((model) => {
      const live = triggers.get(triggerKey(model));
      return live === undefined ? model : canonicalTrigger(model, live, judge);
    }),
  };
}

function canonicalTable(model: Table, live: Table, judge: Judge): Table {
  const site = { table: model, judge };
  const columns = new Map(live.columns.map((column) => [column.name, column]));
  return {
    ...model,
    columns: model.columns.map((column) => canonicalColumn(column, columns.get(column.name), site)),
    checks: canonicalChecks(model.checks, live.checks, site),
    indexes: canonicalIndexes(model, live, site),
  };
}

/** The text of the models with its canonical form, given its counterpart in the database. */
export function canonicalText(
  model: SqlText,
  live: SqlText,
  where: string,
  slot: Slot,
  { table, judge }: Site,
): SqlText {
  const pair = { where, slot, table, written: spelling(model), canonical: canonicalSpelling(live) };
  return { ...model, canonical: judge(pair) };
}

function canonicalView(model: View, live: View, judge: Judge): View {
  const where = `view ${model.name}`;
  const pair = {
    where,
    slot: "query" as const,
    table: undefined,
    written: spelling(model.query),
    canonical: canonicalSpelling(live.query),
  };
  const canonical = judge(pair);
  const { columns: _, uses: __, ...rest } = model;
  if (canonical !== pair.canonical) return { ...rest, query: { ...model.query, canonical } };
  const { columns, uses } = live;
  return {
    ...rest,
    query: { ...model.query, canonical },
    ...(columns === undefined ? {} : { columns }),
    ...(uses === undefined ? {} : { uses }),
  };
}

/** Statements are compared by their tokens: what they do is no expression, and has no program of its own. */
function canonicalTrigger(model: Trigger, live: Trigger, judge: Judge): Trigger {
  const where = `trigger ${showTrigger(model)}`;
  const compared = (ours: SqlText | undefined, theirs: SqlText | undefined): SqlText | undefined =>
    ours === undefined || theirs === undefined
      ? ours
      : {
          ...ours,
          canonical: judge({
            where,
            slot: "statements",
            table: undefined,
            written: spelling(ours),
            canonical: canonicalSpelling(theirs),
          }),
        };
  const [when, body] = [compared(model.when, live.when), compared(model.body, live.body)];
  return { ...model, ...(when === undefined ? {} : { when }), ...(body === undefined ? {} : { body }) };
}
