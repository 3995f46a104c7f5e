import { type Dialect, type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { adopt } from "./adopt/adopt.ts";
import { asItWas } from "./asItWas.ts";
import { withPlainNotNulls } from "./table/notNull.ts";
import { diffOnPostgres } from "./postgresDiff.ts";
import { Refusal, together } from "./refusal.ts";
import { sameSchema } from "./sameSchema.ts";
import { diffOnSqlite } from "./sqlite/diff.ts";
import { whereOthersStand } from "./view/viewsOfOthers.ts";

export interface DiffOptions {
  /** Whether the target says which comments there are. Absent: yes. */
  readonly comments?: boolean;
  /** `server_version_num` of the server that the operations are for. Absent: 180000. */
  readonly serverVersion?: number;
  /** Whether something takes another name before these operations. Absent: no. */
  readonly renamed?: boolean;
  /** PostgreSQL: the views that somebody made by hand, by `nameKey`; not every database has them. Absent: none. */
  readonly viewsOfOthers?: readonly string[];
}

/** What can be done about the differences of two schemas, and what cannot. */
export interface Told {
  readonly operations: readonly Operation[];
  readonly refusals: readonly Refusal[];
}

/**
 * The operations that turn one schema into another, in an order in which they can run; none where both are equal.
 * Expressions are compared in their canonical spelling; what is new keeps its author's spelling. Errors: `partition-key-changed`,
 * `collation-in-use`, of all of them together; `order-impossible`.
 */
export function diff(before: Schema, target: Schema, options: DiffOptions = {}): readonly Operation[] {
  const { operations, refusals } = diffTold(before, target, options);
  if (refusals.length > 0) throw together(refusals);
  return operations;
}

/**
 * What `diff` gives and what it refuses, for those who only look: the operations are those that are left when all that is refused stays
 * as it is.
 */
export function diffTold(before: Schema, target: Schema, options: DiffOptions = {}): Told {
  const refusals: Refusal[] = [];
  for (let after = target; ;) {
    try {
      return { operations: diffAllowed(before, after, options), refusals };
    } catch (error) {
      after = withoutRefused(error, before, after, refusals);
    }
  }
}

/** Throws what does not go away by leaving something as it was: beside refusals those, which are what somebody can do something about. */
function withoutRefused(error: unknown, before: Schema, after: Schema, refusals: Refusal[]): Schema {
  if (!(error instanceof Refusal)) throw refusals.length === 0 ? error : together(refusals);
  if (refusals.some(({ message }) => message === error.message)) throw together(refusals);
  refusals.push(error);
  return asItWas(error.stays, before, after);
}

function diffAllowed(before: Schema, target: Schema, options: DiffOptions): readonly Operation[] {
  if (sameSchema(before, target)) return [];
  if (!hasNotNullConstraints(target, options))
    return diffKept(withPlainNotNulls(before), withPlainNotNulls(target), options);
  return diffKept(before, target, options);
}

function diffKept(before: Schema, target: Schema, options: DiffOptions): readonly Operation[] {
  const after = adopt(before, target, { comments: options.comments ?? true });
  return sameSchema(before, after) ? [] : diffAdopted(before, after, options);
}

function hasNotNullConstraints({ dialect }: Schema, { serverVersion = 180000 }: DiffOptions): boolean {
  return dialect === "sqlite" || serverVersion >= 180000;
}

/** `diff` for a target that is adopted, without asking first whether there is any difference. */
export function diffAdopted(before: Schema, after: Schema, options: DiffOptions): readonly Operation[] {
  return DIFF[after.dialect](before, after, options);
}

const DIFF = {
  postgres: (before, after, { serverVersion = 180000, viewsOfOthers = [] }) =>
    whereOthersStand(diffOnPostgres(before, after, serverVersion), new Set(viewsOfOthers)),
  sqlite: (before, after, { renamed = false }) => diffOnSqlite(before, after, renamed),
} satisfies Record<Dialect, (before: Schema, after: Schema, options: DiffOptions) => readonly Operation[]>;
