import { type Column, type Table } from "@limbeck/model";

import { typeText } from "./likeness.ts";

/** Type 5, place 1, and what else is said of the column 4, of 10. */
export function columnLikeness(
  { before, after }: { readonly before: Table; readonly after: Table },
  from: string,
  to: string,
): number {
  const at = before.columns.findIndex(({ name }) => name === from);
  const now = after.columns.findIndex(({ name }) => name === to);
  const [old, column] = [before.columns[at], after.columns[now]];
  if (old === undefined || column === undefined) return 0;
  const type = typeText(old) === typeText(column);
  const place = at === now || before.columns[at - 1]?.name === after.columns[now - 1]?.name;
  const said = saidOf(old) === saidOf(column) && keyed(before, from) === keyed(after, to);
  return (type ? 0.5 : 0) + (place ? 0.1 : 0) + (said ? 0.4 : 0);
}

function saidOf({ nullable, default: value, identity, generated }: Column): string {
  return text([nullable, value?.kind, identity === undefined, generated === undefined]);
}

/** Which constraints hold a column. */
function keyed({ primaryKey, uniques, foreignKeys }: Table, column: string): string {
  const holds = ({ columns }: { readonly columns: readonly string[] }): boolean => columns.includes(column);
  return text([
    primaryKey !== undefined && holds(primaryKey),
    uniques.filter(holds).length,
    foreignKeys.filter(holds).map(({ references }) => references),
  ]);
}

const text = (value: unknown): string => JSON.stringify(value);
