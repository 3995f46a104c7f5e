import { type PgDomain } from "./declarations/domain.ts";
import { isDomain } from "./domain.ts";
import { type DrizzleTable } from "./drizzle/drizzle.ts";
import {
  type DrizzleEnum,
  type DrizzlePolicy,
  type DrizzleRole,
  type DrizzleSchema,
  type DrizzleSequence,
  type DrizzleView,
} from "./drizzle/objectShape.ts";
import { isAlias, placeOf } from "./drizzle/table.ts";
import { type Declared } from "./errors.ts";
import { type Found, objectsOf } from "./exports.ts";
import { commentOf } from "./comment.ts";
import { optionsOf } from "./constraint.ts";
import { type Built } from "./extraConfig.ts";
import { foreignTables } from "./foreignTables.ts";
import { checkColumns, misplaced, misplacedSettings } from "./misplaced.ts";
import { checkModel, checkSequence } from "./modelChecks.ts";
import { type ModelTable, modelTable } from "./modelTable.ts";
import { partitionedTables } from "./partition.ts";
import { type Reading } from "./reading.ts";
import { policyWithoutTable, strays, type Warning } from "./warning.ts";

/** What can be reached from the exports. Each object once, however many names it is exported under. */
export interface Reached {
  readonly tables: ReadonlyMap<DrizzleTable, ModelTable>;
  readonly enums: ReadonlyMap<DrizzleEnum, Declared>;
  readonly domains: ReadonlyMap<PgDomain, Declared>;
  readonly sequences: ReadonlyMap<DrizzleSequence, Declared>;
  readonly schemas: ReadonlyMap<DrizzleSchema, Declared>;
  readonly views: ReadonlyMap<DrizzleView, Declared>;
  readonly roles: ReadonlyMap<DrizzleRole, Declared>;
  readonly warnings: readonly Warning[];
}

/**
 * Walks the exports: objects of Drizzle, and arrays and plain objects of them, one level deep. From the tables it
 * follows foreign keys to more tables and columns to enums, from policies their links to tables, because a missing export
 * must never look like a drop. Relations are passed over.
 */
export function reach(found: readonly Found[], reading: Reading): Reached {
  const { is, pg } = reading.drizzle;
  const exported = objectsOf(
    found,
    (value): value is DrizzleTable => is(value, pg.PgTable) && !isAlias(value),
  );
  const policies = exportedPolicies(found, reading);
  const tables = followed(exported, policies, partitionedTables(found, reading), reading);
  for (const table of tables.values()) {
    checkColumns(table);
    checkModel(table);
  }
  const sequences = objectsOf(found, (value): value is DrizzleSequence => is(value, pg.PgSequence));
  for (const [sequence, declared] of sequences) checkSequence(sequence, declared);
  return {
    tables,
    enums: enumsOf(found, tables, reading),
    domains: objectsOf(found, isDomain),
    sequences,
    schemas: objectsOf(found, (value) => is(value, pg.PgSchema)),
    views: objectsOf(
      found,
      (value): value is DrizzleView => is(value, pg.PgView) || is(value, pg.PgMaterializedView),
    ),
    roles: objectsOf(found, (value) => is(value, pg.PgRole)),
    warnings: [
      ...foreignTables(found, (value) => is(value, pg.PgTable), "postgres"),
      ...[...tables].flatMap(([table, model]) => [
        ...strays(model, "postgres"),
        ...misplaced(model, "postgres"),
        ...misplacedSettings(table, model),
      ]),
      ...loosePolicies(policies, tables),
    ],
  };
}

/** The exported tables and those that their foreign keys lead to, and so on. */
function followed(
  exported: ReadonlyMap<DrizzleTable, Declared>,
  policies: ReadonlyMap<DrizzlePolicy, Declared>,
  partitioned: ReadonlyMap<DrizzleTable, Declared>,
  { drizzle }: Reading,
): ReadonlyMap<DrizzleTable, ModelTable> {
  const builders = { is: drizzle.is, core: drizzle.pg };
  const tables = new Map<DrizzleTable, ModelTable>();
  const linkedTo = (table: DrizzleTable): readonly Built<DrizzlePolicy>[] =>
    [...policies.keys()]
      .filter((policy) => policy._linkedTable === table)
      .map((policy) => ({ built: policy, options: optionsOf(policy), ...commentOf(policy) }));
  const add = (table: DrizzleTable, declared: Declared): void => {
    if (!tables.has(table)) tables.set(table, modelTable(table, declared, builders, linkedTo(table)));
  };
  for (const [table, declared] of exported) add(table, declared);
  for (const [{ name, _linkedTable }, { file }] of policies)
    if (_linkedTable !== undefined) add(_linkedTable, { file, export: name, followed: true });
  for (const [table, declared] of partitioned) add(table, { ...declared, followed: true });
  // A Map also walks what is added to it on the way.
  for (const { references, declared } of tables.values())
    for (const { foreignTable } of references.map(({ built }) => built.reference)) {
      add(foreignTable, { file: declared.file, export: placeOf(foreignTable).name, followed: true });
    }
  return tables;
}

function exportedPolicies(
  found: readonly Found[],
  { drizzle: { is, pg } }: Reading,
): ReadonlyMap<DrizzlePolicy, Declared> {
  return objectsOf(found, (value) => is(value, pg.PgPolicy));
}

function enumsOf(
  found: readonly Found[],
  tables: ReadonlyMap<DrizzleTable, ModelTable>,
  { drizzle, adapter }: Reading,
): ReadonlyMap<DrizzleEnum, Declared> {
  const enums = new Map(objectsOf(found, drizzle.pg.isPgEnum));
  for (const { parts, declared } of tables.values())
    for (const column of parts.columns) {
      const type = adapter.element(column, drizzle).column.enum;
      if (type !== undefined && !enums.has(type)) enums.set(type, declared);
    }
  return enums;
}

/** Drizzle makes a policy only with its table, so one that belongs to none would be passed over without a word. */
function loosePolicies(
  policies: ReadonlyMap<DrizzlePolicy, Declared>,
  tables: ReadonlyMap<DrizzleTable, ModelTable>,
): readonly Warning[] {
  const placed = new Set(
    [...tables.values()].flatMap(({ extra }) => extra.policies.map(({ built }) => built)),
  );
  return [...policies]
    .filter(([policy]) => policy._linkedTable === undefined && !placed.has(policy))
    .map(([policy, { file }]) => policyWithoutTable(file, policy.name));
}
