import { type Change } from "../change.ts";
import { type ColumnChanges } from "./changes.ts";

const becomes = <T>(change: Change<T> | undefined, value: T): boolean =>
  change !== undefined && change.to === value && change.from !== value;

/** Whether a column forbids NULL less than before: in no row, in new rows only, not in tables that inherit. */
export function loosens({ nullable, notNullNotValid, notNullNoInherit }: ColumnChanges): boolean {
  return becomes(nullable, true) || becomes(notNullNotValid, true) || becomes(notNullNoInherit, true);
}

/** Whether it forbids NULL where it did not. */
export function tightens(changes: ColumnChanges): boolean {
  return tightensOnRows(changes) || becomes(changes.notNullNoInherit, null);
}

/** Whether rows of the table itself may stand against that. */
export function tightensOnRows({ nullable, notNullNotValid }: ColumnChanges): boolean {
  return becomes(nullable, false) || becomes(notNullNotValid, null);
}
