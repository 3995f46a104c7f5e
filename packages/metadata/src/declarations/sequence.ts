import { type AnyColumn, attachTo } from "./attach.ts";

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
  return attachTo(sequence, "sequence", { type });
}

/**
 * Says which column a sequence goes with: it is dropped when that is.
 *
 *     export const numbers = ownedBy(pgSequence("numbers"), () => invoices.number);
 */
export function ownedBy<T extends object>(sequence: T, column: () => AnyColumn): T {
  return attachTo(sequence, "sequence", { ownedBy: column });
}
