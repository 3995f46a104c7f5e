import { type AnyColumn, attachTo } from "../attach.ts";

/** What becomes of a statement that breaks a constraint; where nothing is said it is taken back (ABORT). */
export type ConflictAction = "rollback" | "fail" | "ignore" | "replace";

/**
 * Says what becomes of a row that is there already under its primary key, or under a unique constraint.
 *
 *     (t) => [onConflict(unique().on(t.email), "replace")]
 *
 * Such a unique() is a constraint of the table; any other is a unique index, which cannot say this. Around a column it is said
 * of the column's unique constraint, where it has none of its primary key.
 */
export function onConflict<T extends object>(constraint: T, action: ConflictAction): T {
  return attachTo(constraint, "constraint", { onConflict: action });
}

/**
 * Says which columns of a primary key are kept in descending order.
 *
 *     (t) => [descending(primaryKey({ columns: [t.room, t.day] }), [t.day])]
 */
export function descending<T extends object>(primaryKey: T, columns: readonly AnyColumn[]): T {
  return attachTo(primaryKey, "constraint", { descending: columns });
}
