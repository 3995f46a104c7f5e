import { type AnyColumn, attachTo } from "./attach.ts";
import { list, text as said, word } from "./kind.ts";
import { column } from "./kinds.ts";
import { checkValue } from "./options.ts";
import { type ConflictAction } from "./sqlite/constraint.ts";

/** What Drizzle cannot say of a constraint or an index. */
export interface ConstraintOptions {
  readonly deferrable?: "immediate" | "deferred";
  readonly withoutOverlaps?: true;
  readonly period?: true;
  readonly notValid?: true;
  readonly notEnforced?: true;
  readonly noInherit?: true;
  readonly match?: "full";
  readonly include?: readonly AnyColumn[];
  readonly nullsNotDistinct?: true;
  readonly onDeleteColumns?: readonly AnyColumn[];
  /** SQLite. */
  readonly onConflict?: ConflictAction;
  /** SQLite. */
  readonly descending?: readonly AnyColumn[];
  readonly indexComment?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Says when a foreign key, a primary key or a unique constraint is checked: after each statement, unless the transaction
 * asks for later (`"immediate"`, what nothing said means), or when the transaction ends (`"deferred"`).
 *
 *     (t) => [deferrable(foreignKey({ columns: [t.next], foreignColumns: [t.id] }), "deferred")]
 *
 * Around a column it is said of the constraint that the column brings: of its foreign key, where it has none of its unique
 * constraint, where it has neither of its primary key.
 *
 *     next: deferrable(integer().references((): AnyPgColumn => nodes.id), "deferred"),
 */
export function deferrable<T extends object>(
  constraint: T,
  initially: "immediate" | "deferred" = "immediate",
): T {
  checkValue("What deferrable() says", initially, INITIALLY);
  return say(constraint, { deferrable: initially });
}

/**
 * Says that the last column of a primary key or a unique constraint is a range, in which rows that are equal in the other columns may
 * not overlap (PostgreSQL 18).
 *
 *     (t) => [withoutOverlaps(primaryKey({ columns: [t.room, t.during] }))]
 */
export function withoutOverlaps<T extends object>(key: T): T {
  return say(key, { withoutOverlaps: true });
}

/**
 * Says that the last column of a foreign key is a range, for all of which there have to be rows to point at: the key there is one
 * `withoutOverlaps` (PostgreSQL 18).
 *
 *     (t) => [period(foreignKey({ columns: [t.room, t.during], foreignColumns: [bookings.room, bookings.during] }))]
 */
export function period<T extends object>(foreignKey: T): T {
  return say(foreignKey, { period: true });
}

/**
 * Says that a check or a foreign key holds for new rows only: the rows that were there before are not looked at.
 *
 *     (t) => [notValid(check("size_positive", sql`${t.size} > 0`))]
 */
export function notValid<T extends object>(constraint: T): T {
  return say(constraint, { notValid: true });
}

/**
 * Says that a check or a foreign key is not looked at (PostgreSQL 18): it tells people and tools what the rows are like.
 *
 *     (t) => [notEnforced(foreignKey({ columns: [t.team], foreignColumns: [teams.id] }))]
 */
export function notEnforced<T extends object>(constraint: T): T {
  return say(constraint, { notEnforced: true });
}

/**
 * Says that a check is not one of the tables that inherit from this one.
 *
 *     (t) => [noInherit(check("size_positive", sql`${t.size} > 0`))]
 */
export function noInherit<T extends object>(check: T): T {
  return say(check, { noInherit: true });
}

/**
 * Says that of the columns of a foreign key either all are NULL or none.
 *
 *     (t) => [matchFull(foreignKey({ columns: [t.a, t.b], foreignColumns: [others.a, others.b] }))]
 */
export function matchFull<T extends object>(foreignKey: T): T {
  return say(foreignKey, { match: "full" });
}

/**
 * Says which columns of a foreign key become NULL, or their default, when the row that it points at is deleted
 * (PostgreSQL 15).
 *
 *     (t) => [onDeleteColumns(foreignKey({ … }).onDelete("set null"), [t.author])]
 */
export function onDeleteColumns<T extends object>(foreignKey: T, columns: readonly AnyColumn[]): T {
  checkValue("What onDeleteColumns() says", columns, COLUMNS);
  return say(foreignKey, { onDeleteColumns: columns });
}

/**
 * Says which columns an index, a primary key or a unique constraint carries along, so that reading them needs no look at the
 * table.
 *
 *     (t) => [include(uniqueIndex("by_email").on(t.email), [t.name])]
 */
export function include<T extends object>(index: T, columns: readonly AnyColumn[]): T {
  checkValue("What include() says", columns, COLUMNS);
  return say(index, { include: columns });
}

/**
 * Says that a unique index takes two NULLs for the same (PostgreSQL 15). A unique constraint says it in Drizzle's own words,
 * `unique().on(…).nullsNotDistinct()`.
 *
 *     (t) => [nullsNotDistinct(uniqueIndex("by_email").on(t.email))]
 */
export function nullsNotDistinct<T extends object>(index: T): T {
  return say(index, { nullsNotDistinct: true });
}

/**
 * Says what the comment of the index behind a primary key or a unique constraint is to be; `comment` says that of the constraint.
 *
 *     (t) => [indexComment(unique().on(t.email), "for the log-in")]
 */
export function indexComment<T extends object>(key: T, text: string): T {
  checkValue("What indexComment() says", text, said);
  return say(key, { indexComment: text });
}

function say<T extends object>(target: T, options: ConstraintOptions): T {
  return attachTo(target, "constraint", options);
}

const INITIALLY = word("immediate", "deferred");
const COLUMNS = list(column);
