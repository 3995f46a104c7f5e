import { type Index, type QualifiedName } from "@limbeck/model";

import { besideTable } from "../table/touches.ts";
import { quoteName } from "./identifier.ts";

/** How much ANALYZE is to learn of the expressions of an index that is there. */
export function indexStatisticsSql(
  table: QualifiedName,
  { name, statistics = {} }: Pick<Index, "name" | "statistics">,
): readonly string[] {
  const index = quoteName(besideTable(table, name));
  return Object.entries(statistics).map(
    ([position, target]) => `ALTER INDEX ${index} ALTER COLUMN ${position} SET STATISTICS ${String(target)}`,
  );
}
