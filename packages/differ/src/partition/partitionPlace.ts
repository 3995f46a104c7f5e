import { type Column, nameKey, type PartitionColumn, type Table, withOwn } from "@limbeck/model";
import { nextvalText, ownSequences } from "@limbeck/operations";

import { defaultCalls } from "../function/heldDefaults.ts";
import { type TablePlan } from "../plan.ts";

export function namesIn({ before, after }: TablePlan): readonly string[] {
  const own = [...(before.partitionColumns ?? []), ...(after.partitionColumns ?? [])];
  return [...new Set(own.map(({ name }) => name))];
}

/** From the nearest to the one that has the columns. */
export function plansAbove(plan: TablePlan, byName: ReadonlyMap<string, TablePlan>): readonly TablePlan[] {
  const { partitionOf } = plan.after;
  const above = partitionOf === undefined ? undefined : byName.get(nameKey(partitionOf.table));
  return above === undefined ? [] : [above, ...plansAbove(above, byName)];
}

/** One column of one partition. */
export interface Place {
  readonly plan: TablePlan;
  readonly above: readonly TablePlan[];
  readonly name: string;
}

/** What the column is on one side, and what that of the next table above is; undefined where the other side only has it. */
export interface Seen {
  readonly own: PartitionColumn | undefined;
  readonly column: Column | undefined;
  readonly above: Column | undefined;
}

export function seen({ plan, above, name }: Place, side: "before" | "after"): Seen {
  const [table, tables] = [plan[side], above.map((one) => one[side])];
  const said = (column: Column | undefined): Column | undefined => column && counting(tables.at(-1), column);
  return {
    own: ownIn(table, name),
    column: said(columnOf([table, ...tables], name)),
    above: said(columnOf(tables, name)),
  };
}

/** What a column of a partition is by default where that of its table is serial: the sequence is the table's. */
function counting(table: Table | undefined, column: Column): Column {
  if (table === undefined || column.default?.kind !== "serial") return column;
  const [sequence] = ownSequences(table, column);
  return sequence === undefined
    ? column
    : { ...column, default: { kind: "expression", canonical: nextvalText(sequence) } };
}

function ownIn({ partitionColumns }: Table, name: string): PartitionColumn | undefined {
  return partitionColumns?.find((own) => own.name === name);
}

function columnOf([table, ...above]: readonly Table[], name: string): Column | undefined {
  if (table === undefined || above.length === 0) return table?.columns.find((one) => one.name === name);
  const column = columnOf(above, name);
  return column && withOwn(column, ownIn(table, name));
}

/**
 * Whether a default calls a function that goes and comes: that of the partition, or one of those above, which are handed down. They go before the
 * function and come after it.
 */
export function isHeld({ plan, above, name }: Place, away: ReadonlySet<string>): boolean {
  if (away.size === 0) return false;
  const plans = [plan, ...above];
  return (["before", "after"] as const).some((side) => {
    const tables = plans.map((one) => one[side]);
    return tables.some((_, at) => defaultCalls(columnOf(tables.slice(at), name)?.default, away));
  });
}
