import { type ForeignKey, nameKey, nameOf, type QualifiedName, type Table } from "@limbeck/model";
import { type EnumColumn, type EnumUses } from "@limbeck/operations";

import { groupBy } from "../groups.ts";
import { checkReads, indexIsPrinted, policyReads } from "../mentions.ts";
import { type TablePlan } from "../plan.ts";

/** What stays as it is while columns take the type made anew, and computes with them or names one of the types: it goes and comes. */
export function membersReading(
  columns: readonly EnumColumn[],
  types: ReadonlySet<string>,
  plans: readonly TablePlan[],
): Omit<EnumUses, "columns" | "types" | "views"> {
  const reading: Reading = { plans, types, columnsIn: columnsOfTables(columns, plans) };
  return {
    checks: checksReading(reading),
    indexes: indexesReading(reading),
    foreignKeys: foreignKeysOver(reading),
    policies: policiesReading(reading),
  };
}

interface Reading {
  readonly plans: readonly TablePlan[];
  /** The names of the types. */
  readonly types: ReadonlySet<string>;
  /** The names of the columns of a table. */
  readonly columnsIn: (table: QualifiedName) => ReadonlySet<string>;
}

/** Those of the columns that a table has, a partition those of the table that it is a part of. */
function columnsOfTables(columns: readonly EnumColumn[], plans: readonly TablePlan[]): Reading["columnsIn"] {
  const byTable = groupBy(columns, ({ table }) => nameKey(table));
  const tables = new Map(plans.map(({ after }) => [nameKey(after), after]));
  const columnsIn = (table: QualifiedName): ReadonlySet<string> => {
    const above = tables.get(nameKey(table))?.partitionOf?.table;
    const own = (byTable.get(nameKey(table)) ?? []).map(({ column }) => column);
    return new Set([...own, ...(above === undefined ? [] : columnsIn(above))]);
  };
  return columnsIn;
}

/** The words of a text of the table that tell of a type or a column. */
function wordsIn({ types, columnsIn }: Reading, table: QualifiedName): ReadonlySet<string> {
  return new Set([...columnsIn(table), ...types]);
}

function checksReading(reading: Reading): EnumUses["checks"] {
  return reading.plans.flatMap(({ after: table, checks }) =>
    checks.settled
      .filter(({ after: check }) => checkReads(check, wordsIn(reading, table)))
      .map(({ after: check }) => ({ table: nameOf(table), check })),
  );
}

function indexesReading(reading: Reading): EnumUses["indexes"] {
  return reading.plans.flatMap(({ after: table, indexes }) =>
    indexes.settled
      .filter(({ after: index }) => indexIsPrinted(index, wordsIn(reading, table)))
      .map(({ after: index }) => ({ table: nameOf(table), index })),
  );
}

function foreignKeysOver({ plans, columnsIn }: Reading): EnumUses["foreignKeys"] {
  const tables = new Map(plans.map(({ after }) => [nameKey(after), after]));
  const isOver = (table: QualifiedName, key: ForeignKey): boolean =>
    key.columns.some((column) => columnsIn(table).has(column)) || standsOnRebuilt(key, tables, columnsIn);
  return plans.flatMap(({ after: table, foreignKeys }) =>
    foreignKeys.settled
      .filter(({ after: key }) => isOver(table, key))
      .map(({ after: key }) => ({ table: nameOf(table), foreignKey: key })),
  );
}

function policiesReading({ plans, types, columnsIn }: Reading): EnumUses["policies"] {
  const read = plans
    .map(({ after }) => ({ ...nameOf(after), columns: columnsIn(after) }))
    .filter(({ columns }) => columns.size > 0);
  return plans.flatMap(({ after: table, policies }) =>
    policies.settled
      .filter(
        ({ after: policy }) =>
          policyReads(policy, table, read) ||
          policyReads(policy, table, [{ ...nameOf(table), columns: types }]),
      )
      .map(({ after: policy }) => ({ table: nameOf(table), policy })),
  );
}

/**
 * Whether the index under a foreign key carries one of the columns along: a new type for it makes the server build the index anew, which it
 * refuses while a foreign key stands on it.
 */
function standsOnRebuilt(
  { references }: ForeignKey,
  tables: ReadonlyMap<string, Table>,
  columnsIn: (table: QualifiedName) => ReadonlySet<string>,
): boolean {
  const target = tables.get(nameKey(references.table));
  if (target === undefined) return false;
  const { primaryKey, uniques, indexes } = target;
  const carried = [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques, ...indexes].flatMap(
    ({ include = [] }) => include,
  );
  return carried.some((column) => columnsIn(target).has(column));
}
