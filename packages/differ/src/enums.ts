import {
  type Column,
  type Enum,
  type ForeignKey,
  nameKey,
  nameOf,
  type QualifiedName,
  sameName,
  type Schema,
  type Table,
} from "@limbeck/model";
import {
  defined,
  type EnumColumn,
  type EnumPosition,
  type EnumUses,
  namedType,
  type Operation,
} from "@limbeck/operations";

import { objectComment } from "./comments.ts";
import { groupBy } from "./groups.ts";
import { checkReads, indexComputesWith, policyReads } from "./mentions.ts";
import { type TablePlan } from "./plan.ts";

/** What types ask for. */
export interface TypeDiff {
  /** Columns whose default the new type brings along. */
  readonly carried: readonly EnumColumn[];
  /** The keys of the types that are made anew. */
  readonly remade: ReadonlySet<string>;
}

export function typeDiff(changes: readonly TypeChange[], exchanged: ReadonlySet<string>): TypeDiff {
  return {
    carried: changes.flatMap(({ carried }) => carried),
    remade: new Set([...changes.flatMap(({ remade }) => remade), ...exchanged]),
  };
}

/** What one type asks for. */
export interface TypeChange {
  readonly operations: readonly Operation[];
  readonly carried: readonly EnumColumn[];
  /** The key of the type, where it is made anew. */
  readonly remade: readonly string[];
}

type EnumChange = Omit<TypeChange, "remade">;

export function diffEnums(before: Schema, after: Schema, plans: readonly TablePlan[]): readonly TypeChange[] {
  const old = new Map(before.enums.map((type) => [nameKey(type), type]));
  const names = new Set(after.enums.map(nameKey));
  const changes = after.enums.map((type) => {
    const was = old.get(nameKey(type));
    return was === undefined ? created(type) : changed(was, type, plans);
  });
  const dropped = before.enums
    .filter((type) => !names.has(nameKey(type)))
    .map((type): Operation => ({ kind: "dropEnum", name: nameOf(type), type }));
  return [...changes, { operations: dropped, carried: [] }].map((change) => ({
    ...change,
    remade: change.operations.flatMap(remadeBy),
  }));
}

/** A new value is only added; the way back makes the type anew. */
function remadeBy(op: Operation): readonly string[] {
  return op.kind === "replaceEnum" || op.kind === "addEnumValue" ? [nameKey(op.name)] : [];
}

function created(type: Enum): EnumChange {
  return { operations: [{ kind: "createEnum", type }], carried: [] };
}

function changed(before: Enum, after: Enum, plans: readonly TablePlan[]): EnumChange {
  const comment = objectComment({ type: nameOf(after) }, before, after);
  if (JSON.stringify(before.values) === JSON.stringify(after.values))
    return { operations: comment, carried: [] };
  const added = addedValues(before, after);
  if (added !== undefined) {
    const back = usesOfEnum(
      after,
      plans,
      ({ default: value }) => value,
      ({ default: value }) => value,
    );
    return { operations: [...addValues(before, added, back), ...comment], carried: [] };
  }
  const uses = usesAround(after, plans);
  const replace: Operation = defined({
    kind: "replaceEnum" as const,
    name: nameOf(after),
    values: { from: before.values, to: after.values },
    uses,
    comment: before.comment,
  });
  return { operations: [replace, ...comment], carried: uses.columns };
}

interface AddedValue {
  readonly value: string;
  readonly position: EnumPosition;
}

/** The new values with their places, where the old ones stay in their order; undefined where one goes or moves. */
function addedValues(before: Enum, after: Enum): readonly AddedValue[] | undefined {
  const old = new Set(before.values);
  const kept = after.values.filter((value) => old.has(value));
  if (JSON.stringify(kept) !== JSON.stringify(before.values)) return undefined;
  return after.values.flatMap((value, at) =>
    old.has(value) ? [] : [{ value, position: positionOf(after.values, at, old) }],
  );
}

/** Values are added from first to last, so what stands before a new one is there already; at the end nothing is said. */
function positionOf(values: readonly string[], at: number, old: ReadonlySet<string>): EnumPosition {
  const later = values.slice(at + 1).some((value) => old.has(value));
  if (!later) return {};
  const previous = values[at - 1];
  const next = values[at + 1];
  return previous === undefined
    ? next === undefined
      ? {}
      : { before: firstOld(values, at, old) }
    : { after: previous };
}

function firstOld(values: readonly string[], at: number, old: ReadonlySet<string>): string {
  return values.slice(at + 1).find((value) => old.has(value)) ?? "";
}

function addValues(before: Enum, added: readonly AddedValue[], uses: EnumUses): readonly Operation[] {
  let type = before;
  return added.map(({ value, position }): Operation => {
    const back = { type, uses };
    type = { ...type, values: insertValue(type.values, value, position) };
    return { kind: "addEnumValue", name: nameOf(before), value, position, back };
  });
}

function insertValue(values: readonly string[], value: string, position: EnumPosition): readonly string[] {
  if ("before" in position) return values.toSpliced(values.indexOf(position.before), 0, value);
  if ("after" in position) return values.toSpliced(values.indexOf(position.after) + 1, 0, value);
  return [...values, value];
}

export const NO_USES: EnumUses = { columns: [], checks: [], indexes: [], foreignKeys: [], policies: [] };

/** What stands in the way while a type is made anew between the two schemas; defaults change with it. */
export function usesAround(type: QualifiedName, plans: readonly TablePlan[]): EnumUses {
  return usesOfEnum(
    type,
    plans,
    ({ default: value }) => value,
    (_, { default: value }) => value,
  );
}

type PickDefault = (before: Column, after: Column) => Column["default"];

/** The columns of the type that are on both sides, and what computes with them and stays. */
function usesOfEnum(
  type: QualifiedName,
  plans: readonly TablePlan[],
  from: PickDefault,
  to: PickDefault,
): EnumUses {
  const columns = plans.flatMap((plan) => columnsOf(type, plan, from, to));
  const tables = new Map(plans.map(({ after }) => [nameKey(after), after]));
  const byTable = groupBy(columns, ({ table }) => nameKey(table));
  const namesIn = (table: QualifiedName): ReadonlySet<string> =>
    new Set((byTable.get(nameKey(table)) ?? []).map(({ column }) => column));
  const read = plans
    .map(({ after }) => ({ ...nameOf(after), columns: namesIn(after) }))
    .filter((table) => table.columns.size > 0);
  return {
    columns,
    checks: plans.flatMap(({ after, checks }) =>
      checks.settled
        .filter(({ after: check }) => checkReads(check, namesIn(after)))
        .map(({ after: check }) => ({ table: nameOf(after), check })),
    ),
    indexes: plans.flatMap(({ after, indexes }) =>
      indexes.settled
        .filter(({ after: index }) => indexComputesWith(index, namesIn(after)))
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
        .filter(({ after: policy }) => policyReads(policy, after, read))
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
  type: QualifiedName,
  plan: TablePlan,
  from: PickDefault,
  to: PickDefault,
): readonly EnumColumn[] {
  const old = new Map(plan.before.columns.map((column) => [column.name, column]));
  return plan.after.columns.flatMap((column) => {
    const was = old.get(column.name);
    const named = namedType(column.type);
    const stays = was !== undefined && !plan.retyped.has(column.name) && !plan.remade.has(column.name);
    if (!stays || named === undefined || !sameName(named, type)) return [];
    return [enumColumn(nameOf(plan.after), column, from(was, column), to(was, column))];
  });
}

function enumColumn(
  table: QualifiedName,
  column: Column,
  from: Column["default"],
  to: Column["default"],
): EnumColumn {
  const array = (column.type.canonical ?? column.type.written ?? "").endsWith("]");
  return defined({
    table,
    column: column.name,
    array: array ? (true as const) : undefined,
    collation: column.collation,
    default: from === undefined && to === undefined ? undefined : { from: from ?? null, to: to ?? null },
  });
}
