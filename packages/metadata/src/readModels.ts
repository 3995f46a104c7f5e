import {
  nameKey,
  nameOf,
  type QualifiedName,
  type Schema,
  sortSchema,
  type Table,
  type Unsaid,
  UNSAID,
} from "@limbeck/model";
import { type Placed } from "./distinct.ts";
import { type Declared } from "./errors.ts";
import { type ModelModule } from "./exports.ts";
import { readExtensions } from "./extension.ts";
import { readFunctions } from "./function.ts";
import { readNouns } from "./nouns.ts";
import { reach } from "./reach.ts";
import { readingOf, type ReadOptions } from "./reading.ts";
import { readRoles } from "./role.ts";
import { readTriggers } from "./trigger.ts";
import { withUniqueNames } from "./uniqueNames.ts";
import { declaredKinds } from "./unsaid.ts";
import { casingIgnored, type Warning } from "./warning.ts";

/** What models are the whole truth about only where they declare one: what Drizzle cannot say, and what is often made by hand. */
export type Managed =
  | Unsaid
  | "comments"
  | "domains"
  | "compositeTypes"
  | "rangeTypes"
  | "extensions"
  | "functions"
  | "triggers"
  | "policies"
  | "forceRowSecurity"
  | "views";

/** The schema that models describe, with what a caller has to know of the models themselves. */
export interface ModelSchema {
  readonly schema: Schema;
  /** The kinds that models are the whole truth about because at least one declaration of the kind was found. */
  readonly manages: ReadonlySet<Managed>;
  readonly warnings: readonly Warning[];
  readonly counts: ModelCounts;
  /** Where each table is declared, by `nameKey`. */
  readonly locations: ReadonlyMap<string, Declared>;
  /** Tables that no module exports; a foreign key leads to them. */
  readonly followed: readonly QualifiedName[];
  /** Namespaces that `pgSchema("auth").existing()` leaves to somebody else; nothing in them is in the schema. */
  readonly existing: ReadonlySet<string>;
  /** Views that `.existing()` leaves to somebody else, by `nameKey`. */
  readonly existingViews: ReadonlySet<string>;
  /** Roles that `.existing()` leaves to somebody else, by name. */
  readonly existingRoles: ReadonlySet<string>;
}

/** How much was read. With zeros all over the modules export no models, which is for the caller to judge. */
export interface ModelCounts {
  readonly modules: number;
  readonly namespaces: number;
  readonly enums: number;
  readonly sequences: number;
  readonly tables: number;
  readonly views: number;
}

/**
 * Reads Drizzle models into a Schema of PostgreSQL. Pure, but for the callbacks in the models, each of which runs once.
 *
 * Fails with `name-clash`, `foreign-key-unresolved`, `table-callback-failed`, `column-unreadable`,
 * `several-primary-keys`, `column-of-another-table`, `view-indexes-failed`, `indexes-of-plain-view`.
 */
export function readModels(modules: readonly ModelModule[], options: ReadOptions): ModelSchema {
  const reading = readingOf(options);
  const reached = reach(modules, reading);
  const nouns = readNouns(reached, modules, reading);
  const { roles, existing: existingRoles } = readRoles(reached.roles);
  const said = sortSchema({
    dialect: "postgres",
    namespaces: nouns.namespaces,
    extensions: readExtensions(modules, reading),
    functions: readFunctions(modules, reading),
    triggers: readTriggers(modules, reading),
    enums: nouns.enums.map(({ noun }) => noun),
    domains: nouns.domains.map(({ noun }) => noun),
    composites: nouns.composites.map(({ noun }) => noun),
    ranges: nouns.ranges.map(({ noun }) => noun),
    sequences: nouns.sequences.map(({ noun }) => noun),
    tables: withUniqueNames(nouns.tables, nouns.sequences),
    views: nouns.views.map(({ noun }) => noun),
    roles,
  });
  const manages = managedIn(said, nouns.tables);
  const schema = { ...said, unsaid: ["partitions" as const, ...UNSAID.filter((kind) => !manages.has(kind))] };
  return {
    schema,
    manages,
    warnings: [...casingWarning(options), ...reached.warnings],
    counts: countsOf(schema, modules.length),
    locations: new Map(nouns.tables.map(({ noun, declared }) => [nameKey(noun), declared])),
    followed: nouns.tables
      .filter(({ declared }) => declared.followed === true)
      .map(({ noun }) => nameOf(noun)),
    existing: nouns.existing,
    existingViews: nouns.existingViews,
    existingRoles,
  };
}

function countsOf({ namespaces, enums, sequences, tables, views }: Schema, modules: number): ModelCounts {
  return {
    modules,
    namespaces: namespaces.length,
    enums: enums.length,
    sequences: sequences.length,
    tables: tables.length,
    views: views.length,
  };
}

function casingWarning({ drizzle, casing }: ReadOptions): readonly Warning[] {
  return casing !== undefined && drizzle.casing === undefined ? [casingIgnored(drizzle.version)] : [];
}

/** A policy that is linked to somebody else's table says nothing of the tables of these models. */
function managedIn(schema: Schema, placed: readonly Placed<Table>[]): ReadonlySet<Managed> {
  const tables = placed
    .filter(({ noun, declared }) => declared.followed !== true || noun.schema === undefined)
    .map(({ noun }) => noun);
  return new Set<Managed>([
    ...(hasComment(schema) ? (["comments"] as const) : []),
    ...declaredKinds(schema),
    ...(schema.domains.length > 0 ? (["domains"] as const) : []),
    ...(schema.composites.length > 0 ? (["compositeTypes"] as const) : []),
    ...(schema.ranges.length > 0 ? (["rangeTypes"] as const) : []),
    ...(schema.views.length > 0 ? (["views"] as const) : []),
    ...(["extensions", "functions", "triggers"] as const).filter((kind) => schema[kind].length > 0),
    ...(tables.some(({ rowSecurity }) => rowSecurity === true) ? (["policies"] as const) : []),
    ...(tables.some(({ forceRowSecurity }) => forceRowSecurity === true)
      ? (["forceRowSecurity"] as const)
      : []),
  ]);
}

function hasComment(schema: Schema): boolean {
  const { namespaces, enums, domains, composites, ranges, sequences, tables, views } = schema;
  const declared = [...schema.extensions, ...schema.functions, ...schema.triggers];
  const parts = tables.flatMap((table) => [
    table,
    ...table.columns,
    ...(table.primaryKey === undefined ? [] : [table.primaryKey]),
    ...table.uniques,
    ...table.foreignKeys,
    ...table.checks,
    ...table.exclusions,
    ...table.indexes,
    ...table.policies,
  ]);
  const ofDomains = domains.flatMap((domain) => [domain, ...domain.checks]);
  const ofTypes = [...composites.flatMap((type) => [type, ...type.attributes]), ...ranges];
  return [
    ...namespaces,
    ...enums,
    ...ofDomains,
    ...ofTypes,
    ...sequences,
    ...views,
    ...views.flatMap(({ indexes = [] }) => indexes),
    ...declared,
    ...parts,
  ].some(({ comment }) => comment !== undefined);
}
