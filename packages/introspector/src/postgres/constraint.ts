import { type Backed, type Deferrable, type Lenient, type Named } from "@limbeck/model";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { type TableRow } from "./reader.ts";
import { type Scope, since } from "./scope.ts";

/** What every row of `pg_constraint` says. */
export interface ConstraintRow extends TableRow {
  readonly oid: number;
  readonly name: string;
}

/** The columns of a `ConstraintRow`, of `pg_constraint o`. */
export const constraintColumns = { table: "t.oid::int8", oid: "o.oid::int8", name: "o.conname" };

/**
 * The constraints of one kind of the tables in scope. Those that a parent hands down (`coninhcount`), or that a foreign key adds
 * for each partition of its target (`conparentid`), belong to their parent.
 */
export function constraintsOf(kind: "p" | "u" | "f" | "c" | "x"): string {
  return `FROM tables t JOIN pg_constraint o ON o.conrelid = t.oid AND o.contype = '${kind}'
    AND o.conparentid = 0 AND o.coninhcount = 0`;
}

/** Whether the last column is a range, of `pg_constraint o`. */
export function periodColumn(scope: Scope) {
  return { period: since(scope, 18, "o.conperiod", "false") };
}

export function namedOf({ name, oid }: ConstraintRow, context: Context): Named {
  return { name, ...commentOf(context, "pg_constraint", oid) };
}

/** What every row of a constraint with an index behind it says. */
export interface BackedRow extends ConstraintRow {
  readonly indexOid: number;
}

/** The columns of a `BackedRow`, of `pg_constraint o`. */
export const backedColumns = { ...constraintColumns, indexOid: "o.conindid::int8" };

/** Its name, its comment, and that of the index behind it. */
export function backedOf(row: BackedRow, context: Context): Named & Backed {
  const { comment } = commentOf(context, "pg_class", row.indexOid);
  return { ...namedOf(row, context), ...(comment === undefined ? {} : { indexComment: comment }) };
}

/** The columns of `Lenient`, of `pg_constraint o`. The server holds what is not enforced for not validated. */
export function lenientColumns(scope: Scope) {
  const enforced = since(scope, 18, "o.conenforced", "true");
  return { notValid: `${enforced} AND NOT o.convalidated`, notEnforced: `NOT ${enforced}` };
}

export interface LenientRow {
  readonly notValid: boolean;
  readonly notEnforced: boolean;
}

export function lenientOf({ notValid, notEnforced }: LenientRow): Lenient {
  return { ...(notValid ? { notValid } : {}), ...(notEnforced ? { notEnforced } : {}) };
}

/** `immediate`, `deferred` or null, of `pg_constraint o`. */
export const deferrableColumn = {
  deferrable: `CASE WHEN o.condeferrable THEN CASE WHEN o.condeferred THEN 'deferred' ELSE 'immediate' END END`,
};

export function deferrableOf(row: { readonly deferrable: Deferrable | null }): {
  readonly deferrable?: Deferrable;
} {
  return row.deferrable === null ? {} : { deferrable: row.deferrable };
}
