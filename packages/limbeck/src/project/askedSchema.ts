import {
  isPartition,
  nameKey,
  type QualifiedName,
  type Routine,
  type Schema,
  spelling,
  type Table,
} from "@limbeck/model";

/**
 * What of a schema a scratch database needs, so that texts of it and of the models can be asked about there: types, sequences and views, the
 * tables that those read, and the functions that are called, without what no question depends on.
 */
export function askedSchema(schema: Schema, models: Schema): Schema {
  const functions = calledFunctions(schema, models);
  return {
    ...schema,
    functions,
    triggers: [],
    tables: readTables(schema, functions).map(bare),
    // The table of its column may be none of those.
    sequences: schema.sequences.map(({ ownedBy: _, ...sequence }) => sequence),
  };
}

/** By name alone: one too many does no harm. */
function calledFunctions(schema: Schema, models: Schema): readonly Routine[] {
  const called = new Set<Routine>();
  let texts = [callersIn(schema), callersIn(models)];
  while (texts.length > 0) {
    const more = schema.functions.filter((one) => !called.has(one) && mentioned(one, texts));
    for (const one of more) called.add(one);
    texts = more.map((one) => JSON.stringify(one).toLowerCase());
  }
  return schema.functions.filter((one) => called.has(one));
}

function callersIn({ functions: _, triggers, ...schema }: Schema): string {
  return JSON.stringify([schema, triggers.map(({ when }) => when)]).toLowerCase();
}

/** The tables that views, sub-selects of policies and functions read, those that they are partitions of, and those whose rows a type holds. */
function readTables(schema: Schema, functions: readonly Routine[]): readonly Table[] {
  const { tables, views } = schema;
  const viewed = new Set(views.flatMap(({ uses = [] }) => uses.map(nameKey)));
  const texts = [
    ...tables.flatMap(policyTexts).filter((text) => text.includes("select")),
    ...functions.map((one) => JSON.stringify(one).toLowerCase()),
    JSON.stringify([schema.composites, schema.domains]).toLowerCase(),
  ];
  const read = tables.filter((table) => viewed.has(nameKey(table)) || mentioned(table, texts));
  const kept = new Set(read);
  for (const table of kept) {
    const whole = isPartition(table) ? nameKey(table.partitionOf.table) : undefined;
    const rows = [JSON.stringify(table.columns.map(({ type }) => type)).toLowerCase()];
    for (const one of tables) if (nameKey(one) === whole || mentioned(one, rows)) kept.add(one);
  }
  return tables.filter((table) => kept.has(table));
}

function policyTexts({ policies }: Table): readonly string[] {
  const texts = policies.flatMap(({ using, withCheck }) => [using, withCheck]);
  return texts.map((text) => (text === undefined ? "" : spelling(text).toLowerCase()));
}

/** However its quotes are written. */
function mentioned({ name }: QualifiedName, texts: readonly string[]): boolean {
  const parts = name.toLowerCase().split(/["\\]+/);
  return texts.some((text) => parts.every((part) => text.includes(part)));
}

function bare({ replicaIdentity: _, clusterOn: __, ...table }: Table): Table {
  return { ...table, foreignKeys: [], checks: [], exclusions: [], indexes: [], policies: [] };
}
