import { keepTables, type Schema, showName } from "@limbeck/model";

import { type IncludeName } from "../config/hooks.ts";
import { inHook } from "./hook.ts";
import { type Project } from "./project.ts";

interface Ignore {
  readonly ignore?: (kind: string, name: string) => boolean;
}

/** For reading the catalog: leaves out what `includeName` leaves out. Errors: `hook-failed`. */
export function ignoreNames(project: Project): Ignore {
  const includeName = nameHook(project);
  if (includeName === undefined) return {};
  return {
    ignore: (kind, name) => {
      const named = kind === "materialized view" ? "view" : kind;
      return isNamedKind(named) && !includeName(name, named);
    },
  };
}

/** `includeName` of the configuration, as what it throws is told. */
export function nameHook(project: Project): IncludeName | undefined {
  const { includeName } = project.config;
  if (includeName === undefined) return undefined;
  return (name, kind) => inHook(project, "includeName", () => includeName(name, kind));
}

const NAMED_KINDS = [
  "namespace",
  "extension",
  "collation",
  "enum",
  "domain",
  "composite",
  "range",
  "sequence",
  "function",
  "table",
  "view",
  "role",
] as const;
type NamedKind = (typeof NAMED_KINDS)[number];

function isNamedKind(kind: string): kind is NamedKind {
  return NAMED_KINDS.some((known) => known === kind);
}

/** A schema without what `includeName` leaves out. */
export function named(schema: Schema, includeName: IncludeName | undefined): Schema {
  if (includeName === undefined) return schema;
  const keep =
    (kind: NamedKind) =>
    (object: { readonly schema?: string; readonly name: string }): boolean =>
      (object.schema === undefined || includeName(object.schema, "namespace")) &&
      includeName(showName(object), kind);
  return {
    ...schema,
    namespaces: schema.namespaces.filter(keep("namespace")),
    extensions: schema.extensions.filter(({ name }) => includeName(name, "extension")),
    collations: schema.collations.filter(keep("collation")),
    enums: schema.enums.filter(keep("enum")),
    domains: schema.domains.filter(keep("domain")),
    composites: schema.composites.filter(keep("composite")),
    ranges: schema.ranges.filter(keep("range")),
    sequences: schema.sequences.filter(keep("sequence")),
    functions: schema.functions.filter(keep("function")),
    tables: keepTables(schema.tables, keep("table")),
    triggers: schema.triggers.filter(({ table }) => keep("table")(table)),
    views: schema.views.filter(keep("view")),
    roles: schema.roles.filter(({ name }) => includeName(name, "role")),
  };
}
