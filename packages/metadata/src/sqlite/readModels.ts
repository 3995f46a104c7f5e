import { emptySchema, nameKey, nameOf, type Schema, sortSchema } from "@limbeck/model";
import { distinct, type Placed } from "../distinct.ts";
import { exportsOf, type ModelModule } from "../exports.ts";
import { type Managed, type ModelSchema } from "../modelSchema.ts";
import { type ReadOptions } from "../reading.ts";
import { declaredKinds, kindsOf } from "../unsaid.ts";
import { casingWarning } from "../warning.ts";
import { type Reached, reach } from "./reach.ts";
import { sqliteReading, type SqliteReading } from "./reading.ts";
import { readTable } from "./table.ts";
import { readTriggers } from "./trigger.ts";
import { checkNames } from "./uniqueNames.ts";
import { readView } from "./view.ts";

/** Reads the models of SQLite; the options are those of `readModels`, and so are the errors. */
export function readSqliteModels(modules: readonly ModelModule[], options: ReadOptions): ModelSchema {
  const reading = sqliteReading(options);
  const found = modules.flatMap(exportsOf);
  const reached = reach(found, reading);
  const tables = readTables(reached, reading);
  checkNames(tables);
  const said = sortSchema({
    ...emptySchema("sqlite"),
    tables: tables.map(({ noun }) => noun),
    views: readViews(reached, reading),
    triggers: readTriggers(found, reading),
  });
  const manages = managedIn(said);
  return {
    schema: { ...said, unsaid: kindsOf("sqlite").filter((kind) => !manages.has(kind)) },
    manages,
    warnings: [...casingWarning(options), ...reached.warnings],
    counts: {
      modules: modules.length,
      namespaces: 0,
      enums: 0,
      sequences: 0,
      tables: said.tables.length,
      views: said.views.length,
    },
    locations: new Map(tables.map(({ noun, declared }) => [nameKey(noun), declared])),
    followed: tables.filter(({ declared }) => declared.followed === true).map(({ noun }) => nameOf(noun)),
    existing: new Set(),
    existingViews: existingViews(reached, reading),
    existingRoles: new Set(),
  };
}

function readTables(reached: Reached, reading: SqliteReading): readonly Placed<Schema["tables"][number]>[] {
  const names = new Set([...reached.tables.values()].map(({ parts }) => parts.name));
  const read = [...reached.tables].map(([table, model]) => ({
    noun: readTable(table, model, names, reading),
    declared: model.declared,
  }));
  return distinct("table", read);
}

function readViews(reached: Reached, reading: SqliteReading): Schema["views"] {
  const found = [...reached.views].flatMap(([value, declared]) => {
    const noun = readView(value, reading);
    return noun === undefined ? [] : [{ noun, declared }];
  });
  return distinct("view", found).map(({ noun }) => noun);
}

function existingViews({ views }: Reached, { core }: SqliteReading): ReadonlySet<string> {
  const configs = [...views.keys()].map((view) => core.getViewConfig(view));
  return new Set(configs.filter(({ query }) => query === undefined).map(({ name }) => nameKey({ name })));
}

function managedIn(schema: Schema): ReadonlySet<Managed> {
  return new Set<Managed>([
    ...declaredKinds(schema),
    ...(["views", "triggers"] as const).filter((kind) => schema[kind].length > 0),
  ]);
}
