import { type Unmodelled } from "@limbeck/introspector";
import { type Managed } from "@limbeck/metadata";
import {
  inputTypes,
  isPartition,
  nameKey,
  type QualifiedName,
  type Routine,
  routineKey,
  routineNoun,
  type Schema,
  showName,
  showRoutine,
  showTrigger,
} from "@limbeck/model";

import { type ComparedSides } from "./include.ts";

/** Both sides, and what of the database is nobody's business: its kind is left alone. */
export interface ManagedSides extends ComparedSides {
  readonly alone: readonly Unmodelled[];
}

/**
 * Makes the sides equal in what the models do not speak of. Of extensions and types that they do not manage they have those of the database,
 * because a scratch database needs them too: a column may be of such a type. Functions and triggers that they do not manage are left
 * out: what those name is often nothing that a Schema describes.
 */
export function managedSides(
  { models, database }: ComparedSides,
  manages: ReadonlySet<Managed>,
): ManagedSides {
  const others = unmanaged(database, manages, models);
  const partitions = runtimePartitions(models, database);
  const parts = new Set(partitions.map(nameKey));
  const left = {
    ...database,
    // What hangs on a partition that is made at run time is made there too.
    triggers: database.triggers.filter(({ table }) => !parts.has(nameKey(table))),
    ...(others.functions && { functions: without(database.functions, others.functions) }),
    ...(others.triggers && { triggers: [] }),
  };
  const { functions: _, triggers: __, ...theirs } = others;
  return {
    models: { ...models, ...theirs },
    database: left,
    alone: [...aloneOf(others), ...partitions.map(partitionAlone)],
  };
}

type Unmanaged = Partial<
  Pick<Schema, "extensions" | "collations" | "domains" | "composites" | "ranges" | "functions" | "triggers">
>;

/** Of functions, those too that a trigger of the models brings along are theirs. */
function unmanaged(
  { extensions, collations, domains, composites, ranges, functions, triggers }: Schema,
  manages: ReadonlySet<Managed>,
  models: Schema,
): Unmanaged {
  return {
    ...(manages.has("extensions") ? {} : { extensions }),
    ...(manages.has("collations") ? {} : { collations }),
    ...(manages.has("domains") ? {} : { domains }),
    ...(manages.has("compositeTypes") ? {} : { composites }),
    ...(manages.has("rangeTypes") ? {} : { ranges }),
    ...(manages.has("functions") ? {} : { functions: without(functions, models.functions) }),
    ...(manages.has("triggers") ? {} : { triggers }),
  };
}

function without(functions: readonly Routine[], others: readonly Routine[]): readonly Routine[] {
  const keys = new Set(others.map(routineKey));
  return functions.filter((routine) => !keys.has(routineKey(routine)));
}

function aloneOf({
  extensions = [],
  collations = [],
  domains = [],
  composites = [],
  ranges = [],
  functions = [],
  triggers = [],
}: Unmanaged): readonly Unmodelled[] {
  return [
    ...extensions.map(({ name }) => ({ kind: "extension", name })),
    ...collations.map((collation) => ({ kind: "collation", name: showName(collation) })),
    ...domains.map((domain) => ({ kind: "domain", name: showName(domain) })),
    ...composites.map((type) => ({ kind: "composite type", name: showName(type) })),
    ...ranges.map((type) => ({ kind: "range type", name: showName(type) })),
    ...functions.map((routine) => ({
      kind: routineNoun(routine),
      name: showRoutine(routine, inputTypes(routine)),
    })),
    ...triggers.map((trigger) => ({ kind: "trigger", name: showTrigger(trigger) })),
  ];
}

/** The extensions that a scratch database needs to stand in for a schema. */
export function extensionNames(...schemas: readonly (Schema | undefined)[]): readonly string[] {
  return [...new Set(schemas.flatMap((schema) => (schema?.extensions ?? []).map(({ name }) => name)))].sort();
}

/** The partitions that no model declares: they are made at run time. */
function runtimePartitions(models: Schema, database: Schema): readonly QualifiedName[] {
  const declared = new Set(models.tables.map(nameKey));
  return database.tables.filter((table) => isPartition(table) && !declared.has(nameKey(table)));
}

const partitionAlone = (name: QualifiedName): Unmodelled => ({ kind: "partition", name: showName(name) });
