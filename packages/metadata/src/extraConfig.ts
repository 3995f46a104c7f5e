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

/** Sorts what the callback of a table returned: an array, nested once at most, or an object. */
export function readExtraConfig(value: unknown, table: DrizzleTable, { is, pg }: Drizzle): ExtraConfig {
  const values = listed(value);
  const built = <T>(kind: Kind<Builder<T>>): readonly Built<T>[] =>
    values
      .filter((builder) => is(builder, kind))
      .map((builder) => ({
        built: builder.build(table),
        options: optionsOf(builder),
        ...commentOf(builder),
      }));
  const kinds: readonly Kind<unknown>[] = [
    pg.IndexBuilder,
    pg.CheckBuilder,
    pg.UniqueConstraintBuilder,
    pg.PrimaryKeyBuilder,
    pg.ForeignKeyBuilder,
    pg.PgPolicy,
  ];
  return {
    indexes: built(pg.IndexBuilder),
    checks: built(pg.CheckBuilder),
    uniques: built(pg.UniqueConstraintBuilder),
    primaryKeys: built(pg.PrimaryKeyBuilder),
    foreignKeys: built(pg.ForeignKeyBuilder),
    policies: values
      .filter((policy) => is(policy, pg.PgPolicy))
      .map((policy) => ({ built: policy, options: optionsOf(policy), ...commentOf(policy) })),
    strays: values.filter((builder) => !kinds.some((kind) => is(builder, kind))),
  };
}

/** Nothing stands for "not in this case": `wanted && index().on(…)`. */
function listed(value: unknown): readonly unknown[] {
  const object = typeof value === "object" && value !== null ? value : [];
  const values: readonly unknown[] = Array.isArray(object) ? object.flat(1) : Object.values(object);
  return values.filter((builder) => builder !== undefined && builder !== null && builder !== false);
}
