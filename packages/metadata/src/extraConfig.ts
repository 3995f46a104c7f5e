import { commentOf } from "./comment.ts";
import { optionsOf, saysNothing } from "./constraint.ts";
import { type ConstraintOptions } from "./declarations/constraint.ts";
import {
  type DrizzleCheck,
  type DrizzleForeignKey,
  type DrizzleIndex,
  type DrizzlePrimaryKey,
  type DrizzleUnique,
  type TableBuilders,
} from "./drizzle/constraintShape.ts";
import { type Drizzle, type DrizzleTable, type Kind } from "./drizzle/drizzle.ts";
import { type DrizzlePolicy } from "./drizzle/objectShape.ts";

/** What a builder built, with the comment and the options that stand on the builder. */
export interface Built<T> {
  readonly built: T;
  readonly comment?: string;
  readonly options?: ConstraintOptions;
}

/** The kinds of what the callback of a table returns, and what is built of each. */
interface Kinds {
  readonly indexes: DrizzleIndex;
  readonly checks: DrizzleCheck;
  readonly uniques: DrizzleUnique;
  readonly primaryKeys: DrizzlePrimaryKey;
  readonly foreignKeys: DrizzleForeignKey;
  readonly policies: DrizzlePolicy;
}

/** What the callback of a table returned, sorted by kind. */
export type ExtraConfig = { readonly [K in keyof Kinds]: readonly Built<Kinds[K]>[] } & {
  /** Those of which a declaration says something: hardly any. */
  readonly said: readonly { readonly kind: keyof Kinds; readonly options: ConstraintOptions }[];
  /** Whatever Drizzle itself would pass over. */
  readonly strays: readonly unknown[];
};

type Lists = { readonly [K in keyof Kinds]: Built<Kinds[K]>[] };
type Sorted = Lists & { readonly [K in "said" | "strays"]: ExtraConfig[K][number][] };

/** The builders of a dialect, with Drizzle's way of telling them. */
export interface Builders {
  readonly is: Drizzle["is"];
  readonly core: TableBuilders & { readonly PgPolicy?: Kind<DrizzlePolicy> };
}

/** Sorts what the callback of a table returned: an array, nested once at most, or an object. */
export function readExtraConfig(value: unknown, table: DrizzleTable, builders: Builders): ExtraConfig {
  const sorted: Sorted = {
    indexes: [],
    checks: [],
    uniques: [],
    primaryKeys: [],
    foreignKeys: [],
    policies: [],
    said: [],
    strays: [],
  };
  for (const builder of listed(value)) sort(builder, table, sorted, builders);
  return sorted;
}

function sort(builder: unknown, table: DrizzleTable, sorted: Sorted, { is, core }: Builders): void {
  const add = <K extends keyof Kinds>(kind: K, from: object, built: Kinds[K]): void => {
    const options = optionsOf(from);
    const lists: Lists = sorted;
    lists[kind].push({ built, options, ...commentOf(from) });
    if (!saysNothing(options)) sorted.said.push({ kind, options });
  };
  if (is(builder, core.IndexBuilder)) add("indexes", builder, builder.build(table));
  else if (is(builder, core.CheckBuilder)) add("checks", builder, builder.build(table));
  else if (is(builder, core.UniqueConstraintBuilder)) add("uniques", builder, builder.build(table));
  else if (is(builder, core.PrimaryKeyBuilder)) add("primaryKeys", builder, builder.build(table));
  else if (is(builder, core.ForeignKeyBuilder)) add("foreignKeys", builder, builder.build(table));
  else if (core.PgPolicy !== undefined && is(builder, core.PgPolicy)) add("policies", builder, builder);
  else sorted.strays.push(builder);
}

/** Nothing stands for "not in this case": `wanted && index().on(…)`. */
function listed(value: unknown): readonly unknown[] {
  const object = typeof value === "object" && value !== null ? value : [];
  const values: readonly unknown[] = Array.isArray(object) ? object.flat(1) : Object.values(object);
  return values.filter((builder) => builder !== undefined && builder !== null && builder !== false);
}
