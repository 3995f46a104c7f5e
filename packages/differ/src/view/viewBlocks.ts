import { nameKey, type Schema } from "@limbeck/model";
import { namedType } from "@limbeck/operations";

import { plansAbove } from "../partition/partitionPlace.ts";
import { type TablePlan } from "../plan.ts";
import { type ColumnSets } from "./viewUses.ts";

/** Keys of types that change. */
export interface TypesUnderViews {
  /** Types that are made anew on the way back only. */
  readonly onlyAdded: ReadonlySet<string>;
  /** Types whose attributes come and go while they stay. */
  readonly reshaped: ReadonlySet<string>;
}

/**
 * The columns that no view may read while the operations run, there or back: those that go, change their type, or are of an enum
 * type that is made anew. A type that only gets values is made anew on the way back, which carries its views along.
 */
export function blockedColumns(
  plans: readonly TablePlan[],
  { onlyAdded, reshaped }: TypesUnderViews,
): ColumnSets {
  const byName = new Map(plans.map((plan) => [nameKey(plan.after), plan]));
  return new Map(
    plans.map((plan): readonly [string, ReadonlySet<string>] => {
      const { after: table, removed, retyped, remade, carried } = plan;
      // A partition has the columns of the table that it is a part of.
      const { columns } = plansAbove(plan, byName).at(-1)?.after ?? table;
      return [
        nameKey(table),
        new Set([
          ...removed.map(({ name }) => name),
          ...retyped,
          ...remade,
          ...(carried.size === 0
            ? []
            : ofTypes(columns, (name, key) => carried.has(name) && !onlyAdded.has(key))),
          ...(reshaped.size === 0 ? [] : ofTypes(columns, (_, key) => reshaped.has(key))),
        ]),
      ];
    }),
  );
}

function ofTypes(
  columns: Schema["tables"][number]["columns"],
  isBlocked: (column: string, type: string) => boolean,
): readonly string[] {
  return columns.flatMap(({ name, type }) => {
    const named = namedType(type);
    return named !== undefined && isBlocked(name, nameKey(named)) ? [name] : [];
  });
}
