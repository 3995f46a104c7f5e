import { type Dialect, type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { adopt } from "./adopt/adopt.ts";
import { withPlainNotNulls } from "./table/notNull.ts";
import { diffOnPostgres } from "./postgresDiff.ts";
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

/**
 * The operations that turn one schema into another, in an order in which they can run; none where both are equal.
 * Expressions are compared in their canonical spelling; what is new keeps its author's spelling.
 */
export function diff(before: Schema, target: Schema, options: DiffOptions = {}): readonly Operation[] {
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
