import { isPartition, keepTables, type QualifiedName, type Schema, showName } from "@limbeck/model";

import { passes } from "../config/pattern.ts";
import { type LimbeckConfig } from "../config/config.ts";

/** What of a database and of models is compared at all. */
export interface Scope {
  /** Namespaces, the default one by its name. */
  readonly schemas: readonly string[];
  readonly includes: (relation: QualifiedName) => boolean;
}

export const DEFAULT_SCHEMA = "public";

/** The scope that the configuration names; without one, the default namespace and those that the models declare. */
export function scopeOf(config: LimbeckConfig, declared: readonly string[]): Scope {
  const schemas = config.schemas ?? [DEFAULT_SCHEMA, ...declared];
  const patterns = config.tables ?? [];
  return {
    schemas: [...new Set(schemas)],
    includes: (table) =>
      passes(table.name, patterns) || (table.schema !== undefined && passes(showName(table), patterns)),
  };
}

/** One side of a comparison, cut to the scope. Applied to both sides, so that nothing outside is ever a difference. */
export function within(schema: Schema, { schemas, includes }: Scope): Schema {
  const names = new Set(schemas);
  const inside = (object: { readonly schema?: string }): boolean =>
    names.has(object.schema ?? DEFAULT_SCHEMA);
  return {
    ...schema,
    namespaces: schema.namespaces.filter(({ name }) => names.has(name)),
    collations: schema.collations.filter(inside),
    enums: schema.enums.filter(inside),
    domains: schema.domains.filter(inside),
    composites: schema.composites.filter(inside),
    ranges: schema.ranges.filter(inside),
    sequences: schema.sequences.filter(inside),
    functions: schema.functions.filter(inside),
    // A partition is where its table is, and is included where its table is.
    tables: keepTables(schema.tables, (table) => isPartition(table) || (inside(table) && includes(table))),
    triggers: schema.triggers.filter(({ table }) => inside(table) && includes(table)),
    views: schema.views.filter((view) => inside(view) && includes(view)),
  };
}
