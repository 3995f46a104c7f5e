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
import { type Reader } from "./reader.ts";
import { unwrap } from "./unwrap.ts";

interface CheckRow extends ConstraintRow, LenientRow {
  readonly expression: string;
  readonly noInherit: boolean;
}

export const checkReader: Reader<CheckRow, Check> = {
  question: (scope) => `SELECT ${constraintColumns}, pg_get_expr(o.conbin, o.conrelid) AS expression,
      o.connoinherit AS "noInherit", ${lenientColumns(scope)}
    FROM ${constraintsOf("c")}`,
  read: (row, context) => ({
    ...namedOf(row, context),
    expression: { canonical: unwrap(row.expression) },
    ...(row.noInherit ? { noInherit: true } : {}),
    ...lenientOf(row),
  }),
};
