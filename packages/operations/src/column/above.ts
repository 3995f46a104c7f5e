import { ref } from "../ref.ts";
import { type AlterColumn } from "./alterColumn.ts";

/** What a partition has otherwise ends before the column of a table above changes and begins after that. */
export function aboveTouches({ table, column, above }: AlterColumn) {
  const begun = ref.ownBegun(table, column);
  if (above === undefined) return { changes: [], needs: [], needsOld: [begun] };
  const own = above.ends ? ref.ownEnded : ref.ownBegun;
  const columns = above.tables.map((one) => ref.column(one, column));
  return {
    changes: above.tables.map((one) => own(one, column)),
    needs: above.ends ? [] : columns,
    needsOld: above.ends ? [begun, ...columns] : [begun],
  };
}
