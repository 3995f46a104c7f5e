import { nameKey, type Schema } from "@limbeck/model";
import { namedType } from "@limbeck/operations";

import { type TablePlan } from "./plan.ts";
import { type ColumnSets } from "./viewUses.ts";

/**
 * The columns that no view may read while the operations run, there or back: those that go, change their type, or are of an enum
 * type that is made anew; and all of a table that goes. A type that only gets values is made anew on the way back, which carries its
 * views along.
 */
export function blockedColumns(
  before: Schema,
  after: Schema,
  plans: readonly TablePlan[],
  onlyAdded: ReadonlySet<string>,
): ColumnSets {
  const stay = new Set(after.tables.map(nameKey));
  const gone = before.tables.filter((table) => !stay.has(nameKey(table)));
  return new Map([
    ...gone.map((table): readonly [string, ReadonlySet<string>] => [
      nameKey(table),
      new Set(table.columns.map(({ name }) => name)),
    ]),
    ...plans.map(
      ({ after: table, removed, retyped, remade, carried }): readonly [string, ReadonlySet<string>] => [
        nameKey(table),
        new Set([
          ...removed.map(({ name }) => name),
          ...retyped,
          ...remade,
          ...carriedNow(table.columns, carried, onlyAdded),
        ]),
      ],
    ),
  ]);
}

function carriedNow(
  columns: Schema["tables"][number]["columns"],
  carried: ReadonlySet<string>,
  onlyAdded: ReadonlySet<string>,
): readonly string[] {
  return columns.flatMap(({ name, type }) => {
    const named = namedType(type);
    return carried.has(name) && named !== undefined && !onlyAdded.has(nameKey(named)) ? [name] : [];
  });
}
