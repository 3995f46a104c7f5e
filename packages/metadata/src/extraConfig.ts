import { commentOf } from "./comment.ts";
import { optionsOf } from "./constraint.ts";
import { type ConstraintOptions } from "./declarations/constraint.ts";
import {
  type Builder,
  type Drizzle,
  type DrizzleCheck,
  type DrizzleForeignKey,
  type DrizzleIndex,
  type DrizzlePolicy,
  type DrizzlePrimaryKey,
  type DrizzleTable,
  type DrizzleUnique,
  type Kind,
  type TableBuilders,
} from "./drizzle/drizzle.ts";

/** What a builder built, with the comment and the options that stand on the builder. */
export interface Built<T> {
  readonly built: T;
  readonly comment?: string;
  readonly options?: ConstraintOptions;
}

/** What the callback of a table returned, sorted by kind. */
export interface ExtraConfig {
  readonly indexes: readonly Built<DrizzleIndex>[];
  readonly checks: readonly Built<DrizzleCheck>[];
  readonly uniques: readonly Built<DrizzleUnique>[];
  readonly primaryKeys: readonly Built<DrizzlePrimaryKey>[];
  readonly foreignKeys: readonly Built<DrizzleForeignKey>[];
  readonly policies: readonly Built<DrizzlePolicy>[];
  /** Whatever Drizzle itself would pass over. */
  readonly strays: readonly unknown[];
}

/** The builders of a dialect, with Drizzle's way of telling them. */
export interface Builders {
  readonly is: Drizzle["is"];
  readonly core: TableBuilders & { readonly PgPolicy?: Kind<DrizzlePolicy> };
}

/** Sorts what the callback of a table returned: an array, nested once at most, or an object. */
export function readExtraConfig(value: unknown, table: DrizzleTable, { is, core }: Builders): ExtraConfig {
  const { PgPolicy } = core;
  const kinds = kindsOf(core);
  // Looked for once, because what is of none of a kind's classes goes through all of its own.
  const told = listed(value).map((builder) => ({ builder, kind: kinds.find((kind) => is(builder, kind)) }));
  const ofKind = <T>(kind: Kind<T>): readonly T[] =>
    told.flatMap(({ builder, kind: own }) => (own === kind && is(builder, kind) ? [builder] : []));
  const built = <T>(kind: Kind<Builder<T>>): readonly Built<T>[] =>
    ofKind(kind).map((builder) => ({
      built: builder.build(table),
      options: optionsOf(builder),
      ...commentOf(builder),
    }));
  return {
    indexes: built(core.IndexBuilder),
    checks: built(core.CheckBuilder),
    uniques: built(core.UniqueConstraintBuilder),
    primaryKeys: built(core.PrimaryKeyBuilder),
    foreignKeys: built(core.ForeignKeyBuilder),
    policies: (PgPolicy === undefined ? [] : ofKind(PgPolicy)).map((policy) => ({
      built: policy,
      options: optionsOf(policy),
      ...commentOf(policy),
    })),
    strays: told.flatMap(({ builder, kind }) => (kind === undefined ? [builder] : [])),
  };
}

function kindsOf(core: Builders["core"]): readonly Kind<unknown>[] {
  return [
    core.IndexBuilder,
    core.CheckBuilder,
    core.UniqueConstraintBuilder,
    core.PrimaryKeyBuilder,
    core.ForeignKeyBuilder,
    ...(core.PgPolicy === undefined ? [] : [core.PgPolicy]),
  ];
}

/** Nothing stands for "not in this case": `wanted && index().on(…)`. */
function listed(value: unknown): readonly unknown[] {
  const object = typeof value === "object" && value !== null ? value : [];
  const values: readonly unknown[] = Array.isArray(object) ? object.flat(1) : Object.values(object);
  return values.filter((builder) => builder !== undefined && builder !== null && builder !== false);
}
