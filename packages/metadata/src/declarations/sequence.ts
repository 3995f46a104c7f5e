import { type AnyColumn, attachTo } from "./attach.ts";
import { callback, word } from "./kind.ts";
import { sequence as isSequence } from "./kinds.ts";
import { checkValue } from "./options.ts";

/** What Drizzle cannot say of a sequence. */
export interface SaidOfSequence {
  readonly type?: "smallint" | "integer" | "bigint";
  readonly ownedBy?: () => AnyColumn;
}

/**
 * Says what a sequence counts in; without it, in bigint.
 *
 *     export const numbers = sequenceType(pgSequence("numbers"), "integer");
 */
export function sequenceType<T extends object>(sequence: T, type: NonNullable<SaidOfSequence["type"]>): T {
  checkValue("What sequenceType() stands around", sequence, isSequence);
  checkValue("What sequenceType() says", type, TYPE);
  return attachTo(sequence, "sequence", { type });
}

/**
 * Says which column a sequence goes with: it is dropped when that is.
 *
 *     export const numbers = ownedBy(pgSequence("numbers"), () => invoices.number);
 */
export function ownedBy<T extends object>(sequence: T, column: () => AnyColumn): T {
  checkValue("What ownedBy() stands around", sequence, isSequence);
  checkValue("What ownedBy() says", column, COLUMN);
  return attachTo(sequence, "sequence", { ownedBy: column });
}

const TYPE = word("smallint", "integer", "bigint");
const COLUMN = { ...callback, words: "a function that gives the column" };
