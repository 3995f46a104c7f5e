import { type Domain, type DomainCheck } from "@limbeck/model";

import { type Called, calledCollation, collationName } from "./calledCollation.ts";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { type NamedRow, qualifiedName, type Reader } from "./reader.ts";
import { ofUser, type Scope } from "./scope.ts";
import { unwrap } from "./unwrap.ts";
import { repeatable } from "./repeatable.ts";

interface DomainRow extends NamedRow {
  readonly type: string;
  readonly collation: Called | null;
  readonly default: string | null;
  readonly notNull: boolean;
  readonly checks: readonly DomainCheckRow[];
}

interface DomainCheckRow {
  readonly oid: number;
  readonly name: string;
  readonly expression: string;
  readonly notValid: boolean;
}

/** The NOT NULL of a domain is a constraint with a name since PostgreSQL 17; the name says nothing. */
const CHECKS = `SELECT coalesce(json_agg(json_build_object('oid', o.oid::int8, 'name', o.conname,
        'expression', pg_get_expr(o.conbin, 0), 'notValid', NOT o.convalidated)), '[]')
      FROM pg_constraint o WHERE o.contypid = t.oid AND o.contype = 'c'`;

const collationOf = (scope: Scope): string => `SELECT ${calledCollation(scope, "c", "n")}
      FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
      WHERE c.oid = t.typcollation AND t.typcollation <> b.typcollation`;

export const domainReader: Reader<DomainRow, Domain> = {
  question: (scope) => ({
    columns: {
      oid: "t.oid::int8",
      schema: "ns.schema",
      name: "t.typname",
      type: "format_type(t.typbasetype, t.typtypmod)",
      collation: `(${collationOf(scope)})`,
      default: "pg_get_expr(t.typdefaultbin, 0)",
      notNull: "t.typnotnull",
      checks: `(${CHECKS})`,
    },
    from: `FROM pg_type t JOIN ns ON ns.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype
    WHERE t.typtype = 'd' AND ${ofUser("pg_type", "t.oid")}`,
  }),
  read: (row, context) => ({
    ...qualifiedName(row),
    type: { canonical: row.type },
    ...(row.collation === null ? {} : { collation: collationName(row.collation) }),
    ...(row.default === null ? {} : { default: { kind: "expression", canonical: repeatable(row.default) } }),
    ...(row.notNull ? { notNull: true } : {}),
    // In the order of the models: the server, by bytes, has names beyond the first plane of Unicode elsewhere.
    checks: row.checks.map((check) => checkOf(check, context)).sort((a, b) => (a.name < b.name ? -1 : 1)),
    ...commentOf(context, "pg_type", row.oid),
  }),
};

function checkOf({ oid, name, expression, notValid }: DomainCheckRow, context: Context): DomainCheck {
  return {
    name,
    expression: { canonical: unwrap(expression) },
    ...(notValid ? { notValid: true } : {}),
    ...commentOf(context, "pg_constraint", oid),
  };
}
