import { type Check } from "@limbeck/model";
import { type ConstraintRow, constraintColumns, constraintsOf, namedOf } from "./constraint.ts";
import { type Reader } from "./reader.ts";
import { unwrap } from "./unwrap.ts";

interface CheckRow extends ConstraintRow {
  readonly expression: string;
  readonly noInherit: boolean;
  readonly notValid: boolean;
}

export const checkReader: Reader<CheckRow, Check> = {
  question: (scope) => `SELECT ${constraintColumns}, pg_get_expr(o.conbin, o.conrelid) AS expression,
      o.connoinherit AS "noInherit", NOT o.convalidated AS "notValid"
    FROM ${constraintsOf("c", scope)}`,
  read: (row, context) => ({
    ...namedOf(row, context),
    expression: { canonical: unwrap(row.expression) },
    ...(row.noInherit ? { noInherit: true } : {}),
    ...(row.notValid ? { notValid: true } : {}),
  }),
};
