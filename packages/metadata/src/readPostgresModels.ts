import { type Column, nameKey, nameOf, type Schema, sortSchema, type Table } from "@limbeck/model";
import { type Placed } from "./distinct.ts";
import { exportsOf, type ModelModule } from "./exports.ts";
import { readExtensions } from "./extension.ts";
import { declaresFunctions, readFunctions } from "./function.ts";
import { type Managed, type ModelCounts, type ModelSchema } from "./modelSchema.ts";
import { readNouns } from "./nouns.ts";
import { reach } from "./reach.ts";
import { readingOf, type ReadOptions } from "./reading.ts";
import { readRoles } from "./role.ts";
import { readTriggers } from "./trigger.ts";
import { withUniqueNames } from "./uniqueNames.ts";
import { declaredKinds, kindsOf, toldOfColumns } from "./unsaid.ts";
import { casingWarning } from "./warning.ts";

/** Reads the models of PostgreSQL; the options are those of `readModels`, and so are the errors. */
export function readPostgresModels(modules: readonly ModelModule[], options: ReadOptions): ModelSchema {
  const reading = readingOf(options);
  const found = modules.flatMap(exportsOf);
  const reached = reach(found, reading);
  const nouns = readNouns(reached, found, reading);
  const { roles, existing: existingRoles } = readRoles(reached.roles);
  const said = sortSchema({
    dialect: "postgres",
    namespaces: nouns.namespaces,
    extensions: readExtensions(found, reading),
    functions: readFunctions(found, reading),
    triggers: readTriggers(found, reading),
    collations: nouns.collations.map(({ noun }) => noun),
    enums: nouns.enums.map(({ noun }) => noun),
    domains: nouns.domains.map(({ noun }) => noun),
    composites: nouns.composites.map(({ noun }) => noun),
    ranges: nouns.ranges.map(({ noun }) => noun),
    sequences: nouns.sequences.map(({ noun }) => noun),
    tables: withUniqueNames(nouns.tables, nouns.sequences),
    views: nouns.views.map(({ noun }) => noun),
    roles,
  });
  const manages = managedIn(said, nouns.tables, declaresFunctions(found));
  const schema = {
    ...said,
    unsaid: [
      "partitions" as const,
      "implied" as const,
      ...kindsOf("postgres").filter((kind) => !manages.has(kind)),
    ],
  };
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

/** A policy that is linked to somebody else's table says nothing of the tables of these models. */
function managedIn(
  schema: Schema,
  placed: readonly Placed<Table>[],
  functions: boolean,
): ReadonlySet<Managed> {
  const tables = placed
    .filter(({ noun, declared }) => declared.followed !== true || noun.schema === undefined)
    .map(({ noun }) => noun);
  return new Set<Managed>([
    ...(hasComment(schema) ? (["comments"] as const) : []),
    ...declaredKinds(schema),
    ...(schema.collations.length > 0 ? (["collations"] as const) : []),
    ...(schema.domains.length > 0 ? (["domains"] as const) : []),
    ...(schema.composites.length > 0 ? (["compositeTypes"] as const) : []),
    ...(schema.ranges.length > 0 ? (["rangeTypes"] as const) : []),
    ...(schema.views.length > 0 ? (["views"] as const) : []),
    ...(["extensions", "triggers"] as const).filter((kind) => schema[kind].length > 0),
    ...(functions ? (["functions"] as const) : []),
    ...(tables.some(({ rowSecurity }) => rowSecurity === true) ? (["policies"] as const) : []),
    ...(tables.some(({ forceRowSecurity }) => forceRowSecurity === true)
      ? (["forceRowSecurity"] as const)
      : []),
  ]);
}

type Parts = readonly { readonly comment?: string; readonly indexComment?: string }[];

function hasComment(schema: Schema): boolean {
  const { namespaces, collations, enums, domains, composites, ranges, sequences, tables, views } = schema;
  const { extensions, functions, triggers } = schema;
  const plain = [namespaces, extensions, functions, triggers, collations, enums, ranges, sequences, views];
  return (
    plain.some(anyComment) ||
    domains.some((domain) => [[domain], domain.checks].some(anyComment)) ||
    composites.some((type) => [[type], type.attributes].some(anyComment)) ||
    views.some(({ indexes = [] }) => anyComment(indexes)) ||
    toldOfColumns(schema).has("comment") ||
    tables.some(({ columns }) => columns.some((column) => counterComment(column) !== undefined)) ||
    tables.some((table) => tableParts(table).some(anyComment))
  );
}

function counterComment({ default: value, identity }: Column): string | undefined {
  return value?.kind === "serial" ? value.comment : identity?.comment;
}

function anyComment(parts: Parts): boolean {
  return parts.some(({ comment, indexComment }) => (comment ?? indexComment) !== undefined);
}

function tableParts(table: Table): readonly Parts[] {
  const { primaryKey, uniques, foreignKeys, checks, exclusions, indexes, policies } = table;
  const key = primaryKey === undefined ? [] : [primaryKey];
  return [[table], key, uniques, foreignKeys, checks, exclusions, indexes, policies];
}
