import { type Check } from "@limbeck/model";
import {
  type ConstraintRow,
  constraintColumns,
  constraintsOf,
  lenientColumns,
  lenientOf,
  type LenientRow,
  namedOf,
} from "./constraint.ts";
import { quoteString } from "@limbeck/operations";
import { type NamedRow, qualifiedName, type Reader } from "./reader.ts";
import { type Scope } from "./scope.ts";
import { unwrap } from "./unwrap.ts";

interface CheckRow extends ConstraintRow, LenientRow {
  readonly expression: string;
  readonly noInherit: boolean;
  /** Null where the table is not partitioned, or the check valid. */
  readonly validIn: readonly Omit<NamedRow, "oid">[] | null;
}

export const checkReader: Reader<CheckRow, Check> = {
  question: (scope) => ({
    columns: {
      ...constraintColumns,
      expression: "pg_get_expr(o.conbin, o.conrelid)",
      noInherit: "o.connoinherit",
      ...lenientColumns(scope),
      validIn: validIn(scope),
    },
    from: constraintsOf("c"),
  }),
  read: (row, context) => ({
    ...namedOf(row, context),
    expression: { canonical: unwrap(row.expression) },
    ...(row.noInherit ? { noInherit: true } : {}),
    ...lenientOf(row),
    ...(row.validIn === null ? {} : { validIn: row.validIn.map(qualifiedName) }),
  }),
};

/** The partitions in which the check `o` of the table `t` is valid, though there it is not. */
function validIn({ defaultSchema }: Scope): string {
  return `CASE WHEN t.kind = 'p' AND NOT o.convalidated THEN (
      SELECT json_agg(json_build_object('schema', nullif(n.nspname, ${quoteString(defaultSchema)}), 'name', c.relname)
        ORDER BY n.nspname, c.relname)
      FROM pg_partition_tree(t.oid) r JOIN pg_class c ON c.oid = r.relid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_constraint p ON p.conrelid = c.oid AND p.conname = o.conname AND p.contype = 'c' AND p.convalidated
    ) END`;
}
