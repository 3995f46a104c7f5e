import {
  canonicalSpelling,
  type Column,
  type ForeignKey,
  nameKey,
  nameOf,
  partitionsOf,
  type QualifiedName,
  sameName,
  type Schema,
  type Table,
} from "@limbeck/model";
import { defined, type EnumColumn, type EnumUses, namedType, quoteLiteral } from "@limbeck/operations";

import { groupBy } from "../groups.ts";
import { defaultText, sameDefault } from "../table/columns.ts";
import { defaultCalls } from "../function/heldDefaults.ts";
import { castsTo, checkReads, indexIsPrinted, policyReads } from "../mentions.ts";
import { type TablePlan } from "../plan.ts";
import { namesOfType, standingOn } from "./standing.ts";

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

type PickDefault = (before: Column, after: Column) => Column["default"];

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

/** What computes with the columns, or names one of the types. */
function membersReading(
  columns: readonly EnumColumn[],
  types: ReadonlySet<string>,
  plans: readonly TablePlan[],
): Omit<EnumUses, "columns" | "types" | "views"> {
  const tables = new Map(plans.map(({ after }) => [nameKey(after), after]));
  const byTable = groupBy(columns, ({ table }) => nameKey(table));
  const namesIn = (table: QualifiedName): ReadonlySet<string> =>
    new Set((byTable.get(nameKey(table)) ?? []).map(({ column }) => column));
  const wordsIn = (table: QualifiedName): ReadonlySet<string> => new Set([...namesIn(table), ...types]);
  const read = plans
    .map(({ after }) => ({ ...nameOf(after), columns: namesIn(after) }))
    .filter((table) => table.columns.size > 0);
  return {
    checks: plans.flatMap(({ after, checks }) =>
      checks.settled
        .filter(({ after: check }) => checkReads(check, wordsIn(after)))
        .map(({ after: check }) => ({ table: nameOf(after), check })),
    ),
    indexes: plans.flatMap(({ after, indexes }) =>
      indexes.settled
        .filter(({ after: index }) => indexIsPrinted(index, wordsIn(after)))
        .map(({ after: index }) => ({ table: nameOf(after), index })),
    ),
    foreignKeys: plans.flatMap(({ after, foreignKeys }) =>
      foreignKeys.settled
        .filter(
          ({ after: key }) =>
            key.columns.some((column) => namesIn(after).has(column)) || standsOnRebuilt(key, tables, namesIn),
        )
        .map(({ after: key }) => ({ table: nameOf(after), foreignKey: key })),
    ),
    policies: plans.flatMap(({ after, policies }) =>
      policies.settled
        .filter(
          ({ after: policy }) =>
            policyReads(policy, after, read) ||
            policyReads(policy, after, [{ ...nameOf(after), columns: types }]),
        )
        .map(({ after: policy }) => ({ table: nameOf(after), policy })),
    ),
  };
}

/**
 * Whether the index under a foreign key carries one of the columns along: a new type for it makes the server build the index anew, which it
 * refuses while a foreign key stands on it.
 */
function standsOnRebuilt(
  { references }: ForeignKey,
  tables: ReadonlyMap<string, Table>,
  namesIn: (table: QualifiedName) => ReadonlySet<string>,
): boolean {
  const target = tables.get(nameKey(references.table));
  if (target === undefined) return false;
  const { primaryKey, uniques, indexes } = target;
  const carried = [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques, ...indexes].flatMap(
    ({ include = [] }) => include,
  );
  return carried.some((column) => namesIn(target).has(column));
}

function columnsOf(
  [type, ...others]: readonly QualifiedName[],
  plan: TablePlan,
  to: PickDefault,
): readonly EnumColumn[] {
  const old = new Map(plan.before.columns.map((column) => [column.name, column]));
  return plan.after.columns.flatMap((column) => {
    const was = old.get(column.name);
    const named = namedType(column.type);
    const stays = was !== undefined && keepsColumn(plan, column);
    if (!stays || named === undefined) return [];
    const of = others.find((other) => sameName(other, named));
    if (of === undefined && (type === undefined || !sameName(type, named))) return [];
    return [
      { ...enumColumn(nameOf(plan.after), column, of, was.default, to(was, column)), ...storageOf(was) },
    ];
  });
}

/** Whether a column is the same one while types are made anew, be it made anew itself on the way back, once they have changed back. */
function keepsColumn({ retyped, removed }: TablePlan, { name }: Pick<Column, "name">): boolean {
  return !retyped.has(name) && !removed.some((column) => column.name === name);
}

/** Columns of other types whose default casts to one of these. */
function columnsNaming(
  types: ReadonlySet<string>,
  plan: TablePlan,
  columns: readonly EnumColumn[],
  to: PickDefault,
): readonly EnumColumn[] {
  const old = new Map(plan.before.columns.map((column) => [column.name, column]));
  const isOther = ({ name }: Column): boolean =>
    keepsColumn(plan, { name }) &&
    !columns.some((use) => use.column === name && sameName(use.table, plan.after));
  return plan.after.columns.filter(isOther).flatMap((column) => {
    const was = old.get(column.name);
    const [from, now] = [was?.default, was === undefined ? undefined : to(was, column)];
    const own = namedType(column.type);
    if (![from, now].some((value) => value?.kind === "expression" && castsTo(value, types, own))) return [];
    return [{ ...enumColumn(nameOf(plan.after), column, undefined, from, now), stays: true as const }];
  });
}

function enumColumn(
  table: QualifiedName,
  column: Column,
  of: QualifiedName | undefined,
  from: Column["default"],
  to: Column["default"],
): EnumColumn {
  const array = canonicalSpelling(column.type).endsWith("]");
  const [before, now] = sameDefault(from, to) ? twice(from, to, column) : [from, to];
  return defined({
    table,
    column: column.name,
    of,
    array: array ? (true as const) : undefined,
    collation: column.collation,
    default:
      before === undefined && now === undefined ? undefined : { from: before ?? null, to: now ?? null },
  });
}

/**
 * A default that stays: the author's words twice where the server casts them to the type by its name, so that they mean the same under
 * the old type and the new one.
 */
function twice(from: Column["default"], to: Column["default"], { type }: Column) {
  const ofType =
    to?.kind === "literal" && defaultText(to) === `${quoteLiteral(to.value)}::${canonicalSpelling(type)}`;
  return ofType ? [to, to] : [from, to];
}

/** As they are; a change of them comes after the type. */
function storageOf({ storage, compression }: Column): Pick<Column, "storage" | "compression"> {
  return defined({ storage, compression });
}
