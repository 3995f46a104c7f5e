import { type Index, type QualifiedName } from "@limbeck/model";

import { type Change } from "../change.ts";
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

/** What changes of that. PostgreSQL 14 to 16 have no DEFAULT for it, and -1 means that on all. */
export function changedStatisticsSql(
  table: QualifiedName,
  name: string,
  { from, to }: Change<Index["statistics"] | null>,
): readonly string[] {
  const gone = Object.keys(from ?? {}).filter((position) => to?.[position] === undefined);
  const changed = Object.entries(to ?? {}).filter(([position, target]) => from?.[position] !== target);
  const statistics = {
    ...Object.fromEntries(gone.map((position) => [position, -1])),
    ...Object.fromEntries(changed),
  };
  return indexStatisticsSql(table, { name, statistics });
}
