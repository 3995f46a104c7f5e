import { type Default, type QualifiedName, type SqlText, spelling } from "@limbeck/model";

import { type Ref, ref } from "../ref.ts";
import { quoteLiteral } from "./literal.ts";
import { relationNamed } from "./nextval.ts";

/** A literal, a call without operators around it, or a keyword such as CURRENT_TIMESTAMP: needs no parentheses. */
const SIMPLE = /^(?:E?'(?:[^'\\]|'')*'|-?[\d.]+|[\w.]+(?:\([^()']*\))?)(?:::[\w ."[\](),]+)?$/;

/**
 * A default's SQL. In CREATE TABLE the grammar takes no operators there (`b_expr`), so whatever is not plainly simple
 * stands in parentheses; PostgreSQL does not keep them.
 */
export function defaultSql(value: Exclude<Default, { kind: "serial" }>): string {
  if (value.kind === "literal") return quoteLiteral(value.value);
  const text = spelling(value);
  return SIMPLE.test(text) ? text : `(${text})`;
}

const NAMED = /\bnextval\(\s*'((?:[^']|'')+)'|'((?:[^']|'')+)'\s*::\s*regclass\b/gi;

/** The sequences that an expression names: `nextval('auth.orders_no')`, and `currval('orders_no'::regclass)`, which may name a table too. */
export function sequenceNames(text: SqlText): readonly QualifiedName[] {
  return [...spelling(text).matchAll(NAMED)].map(([, counted, named = ""]) =>
    relationNamed((counted ?? named).replaceAll("''", "'")),
  );
}

export function sequenceRefs(text: SqlText): readonly Ref[] {
  return sequenceNames(text).map(ref.relation);
}
