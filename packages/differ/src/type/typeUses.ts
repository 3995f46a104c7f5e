import { nameKey, nameOf, partitionsOf, type QualifiedName, type Schema } from "@limbeck/model";
import { type EnumColumn, type EnumUses } from "@limbeck/operations";

import { defaultCalls } from "../function/heldDefaults.ts";
import { type TablePlan } from "../plan.ts";
import { membersReading } from "./membersReading.ts";
import { namesOfType, standingOn } from "./standing.ts";
import { columnsNaming, columnsOf, type PickDefault } from "./typeColumns.ts";

export const NO_USES: EnumUses = { columns: [], checks: [], indexes: [], foreignKeys: [], policies: [] };

/** What a type is called: a range type brings another name along. */
type TypeNames = readonly [QualifiedName, ...QualifiedName[]];

/** Where a type is made anew: the two schemas, and what happens to the tables that are in both. */
export interface Around {
  readonly before: Schema;
  readonly after: Schema;
  readonly plans: readonly TablePlan[];
  /** The keys of types that are others under their old names. */
  readonly exchanged: ReadonlySet<string>;
  /** The names of functions that are made anew, and of types that others take: defaults that name them go and come by themselves. */
  readonly away: ReadonlySet<string>;
}

/** What stands in the way while a type is made anew between the two schemas; defaults change with it. */
export function usesAround(names: TypeNames, around: Around): EnumUses {
  return usesOf(names, around, (_, { default: value }) => value);
}

/** What stands in the way where a type is only made anew on the way back: the defaults are there already. */
export function usesBack(names: TypeNames, around: Around): EnumUses {
  return usesOf(names, around, ({ default: value }) => value);
}

/** What stands in the way of a type that is made anew after another one under it, with which the defaults have changed already. */
export function usesAfterwards(names: TypeNames, around: Around): EnumUses {
  const uses = usesAround(names, around);
  return { ...uses, columns: uses.columns.map(withLastDefault) };
}

function withLastDefault({ default: value, ...column }: EnumColumn): EnumColumn {
  return value === undefined ? column : { ...column, default: { from: value.to, to: value.to } };
}

/** The columns of the type that are on both sides, and what computes with them and stays. */
function usesOf(own: TypeNames, { before, after, plans, away }: Around, to: PickDefault): EnumUses {
  const types = standingOn(own, before);
  const all = [...own, ...types.flatMap(namesOfType)];
  const names = new Set(all.map(({ name }) => name));
  const columns = plans
    .flatMap((plan) => columnsOf(all, plan, to))
    .map((column) => withoutCalls(column, away))
    .flatMap((column) => [column, ...inPartitions(column, before, after)]);
  const others = plans.flatMap((plan) => columnsNaming(names, plan, columns, to));
  return {
    ...(types.length === 0 ? {} : { types }),
    columns: [...columns, ...others],
    ...membersReading(columns, names, plans),
  };
}

/** A new type takes the compression in all partitions, and one is given to the table alone (ATExecSetCompression in PostgreSQL's tablecmds.c). */
function inPartitions(
  { table, column, compression }: EnumColumn,
  before: Schema,
  after: Schema,
): readonly EnumColumn[] {
  if (compression === undefined) return [];
  const left = new Set(partitionsOf(table, after.tables).map(nameKey));
  return partitionsOf(table, before.tables)
    .filter((partition) => left.has(nameKey(partition)))
    .map((partition) => ({ table: nameOf(partition), column, stays: true, compression }));
}

function withoutCalls(column: EnumColumn, away: ReadonlySet<string>): EnumColumn {
  const { default: value, ...rest } = column;
  return defaultCalls(value?.from, away) || defaultCalls(value?.to, away) ? rest : column;
}
