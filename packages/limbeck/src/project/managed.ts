import { type Unmodelled } from "@limbeck/introspector";
import { type Managed } from "@limbeck/metadata";
import { inputTypes, type Schema, showName, showRoutine, showTrigger } from "@limbeck/model";

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
  const others = unmanaged(database, manages);
  const left = {
    ...database,
    ...(others.functions && { functions: [] }),
    ...(others.triggers && { triggers: [] }),
  };
  const { functions: _, triggers: __, ...theirs } = others;
  return { models: { ...models, ...theirs }, database: left, alone: aloneOf(others) };
}

type Unmanaged = Partial<Pick<Schema, "extensions" | "domains" | "composites" | "ranges" | "functions" | "triggers">>;

function unmanaged(
  { extensions, domains, composites, ranges, functions, triggers }: Schema,
  manages: ReadonlySet<Managed>,
): Unmanaged {
  return {
    ...(manages.has("extensions") ? {} : { extensions }),
    ...(manages.has("domains") ? {} : { domains }),
    ...(manages.has("compositeTypes") ? {} : { composites }),
    ...(manages.has("rangeTypes") ? {} : { ranges }),
    ...(manages.has("functions") ? {} : { functions }),
    ...(manages.has("triggers") ? {} : { triggers }),
  };
}

function aloneOf({
  extensions = [],
  domains = [],
  composites = [],
  ranges = [],
  functions = [],
  triggers = [],
}: Unmanaged): readonly Unmodelled[] {
  return [
    ...extensions.map(({ name }) => ({ kind: "extension", name })),
    ...domains.map((domain) => ({ kind: "domain", name: showName(domain) })),
    ...composites.map((type) => ({ kind: "composite type", name: showName(type) })),
    ...ranges.map((type) => ({ kind: "range type", name: showName(type) })),
    ...functions.map((routine) => ({
      kind: routine.procedure === true ? "procedure" : "function",
      name: showRoutine(routine, inputTypes(routine)),
    })),
    ...triggers.map((trigger) => ({ kind: "trigger", name: showTrigger(trigger) })),
  ];
}

/** The extensions that a scratch database needs to stand in for a schema. */
export function extensionNames(...schemas: readonly (Schema | undefined)[]): readonly string[] {
  return [...new Set(schemas.flatMap((schema) => (schema?.extensions ?? []).map(({ name }) => name)))].sort();
}
