import { showName } from "@limbeck/model";
import { type RowLoss } from "@limbeck/proof";

import { type Failed } from "./verified.ts";

/** What did not come back: `values of tasks.note`, `3 rows of tasks`. */
export function lossWords({ column, rows = 0, ...table }: RowLoss): string {
  const name = showName(table);
  if (column !== undefined) return `values of ${name}.${column}`;
  if (rows === 0) return `which row of ${name} has which values`;
  const count = Math.abs(rows);
  const words = `${count} row${count === 1 ? "" : "s"}`;
  return rows > 0 ? `${words} of ${name}` : `${words} left in ${name}`;
}

/** What went wrong, and where: a line for each difference. */
export function failureWords({
  station,
  reason,
  differences,
  operation,
  place,
  onRows,
}: Failed): readonly string[] {
  const rows = onRows === true ? ", on tables that have rows" : "";
  if (differences !== undefined)
    return [
      `after the ${station}${rows}, this would still have to be done:`,
      ...differences.map((one) => `  ${one}`),
    ];
  const at = operation === undefined ? "" : ` at "${operation}"`;
  return [`the ${station} fails${at}${rows}: ${reason}`, ...(place === undefined ? [] : [`  ${place}`])];
}
