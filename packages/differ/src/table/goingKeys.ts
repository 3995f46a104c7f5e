import { type ForeignKey, nameKey, nameOf, type Table } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { type TablePlan } from "../plan.ts";

/** Tables that go, and what goes ahead of them. */
export interface Going {
  readonly tables: readonly Table[];
  readonly ahead: readonly Operation[];
}

/**
 * Takes out of tables that go the foreign keys on an index that carries along a column of a type that is made anew: the server builds
 * the index anew with the type, which it refuses while a foreign key stands on it.
 */
export function withoutKeysInTheWay(tables: readonly Table[], plans: readonly TablePlan[]): Going {
  const rebuilt = new Set(
    plans.filter((plan) => rebuildsIndex(plan.before, plan)).map(({ before }) => nameKey(before)),
  );
  const isInTheWay = ({ references }: ForeignKey): boolean => rebuilt.has(nameKey(references.table));
  return {
    tables: tables.map((table) => ({
      ...table,
      foreignKeys: table.foreignKeys.filter((key) => !isInTheWay(key)),
    })),
    ahead: tables.flatMap((table) =>
      table.foreignKeys.filter(isInTheWay).map((definition) => ({
        kind: "dropForeignKey",
        table: nameOf(table),
        name: definition.name,
        definition,
      })),
    ),
  };
}

/** Whether an index of a table carries along a column of a type that is made anew. */
export function rebuildsIndex(
  { primaryKey, uniques, indexes }: Table,
  { carried }: Pick<TablePlan, "carried">,
): boolean {
  const keys = primaryKey === undefined ? [] : [primaryKey];
  return [...keys, ...uniques, ...indexes].some(({ include = [] }) =>
    include.some((column) => carried.has(column)),
  );
}
