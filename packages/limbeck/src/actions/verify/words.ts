import { showName } from "@limbeck/model";
import { type RowLoss } from "@limbeck/proof";

import { type Failed } from "./verified.ts";

/** What did not come back: `values of tasks.note`, `rows of tasks`. */
export function lossWords({ column, rows = 0, ...table }: RowLoss): string {
  const name = showName(table);
  if (column !== undefined) return `values of ${name}.${column}`;
  if (rows === 0) return `which row of ${name} has which values`;
  // How many says nothing: they are made up.
  return rows > 0 ? `rows of ${name}` : `rows left in ${name}`;
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
