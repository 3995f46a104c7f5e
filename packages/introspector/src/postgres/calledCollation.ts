import { foundName, type QualifiedName } from "@limbeck/model";
import { quoteQualified } from "@limbeck/operations";

import { type NamedRow, qualifiedName } from "./reader.ts";
import { calledPlace, type Scope } from "./scope.ts";

/** A collation by which something sorts. Its schema is empty for the default one, and null for PostgreSQL's own. */
export interface Called extends Omit<NamedRow, "oid"> {
  /** Whether the server has one of its own by that name, which is found first: those of the C library are others on each machine. */
  readonly hidden: boolean;
}

/** The `Called` of an alias of `pg_collation` and one of `pg_namespace`; null where there is no such row. */
export function calledCollation(scope: Scope, collation: string, namespace: string): string {
  return `CASE WHEN ${collation}.oid IS NOT NULL THEN json_build_object('name', ${collation}.collname,
        'schema', ${calledPlace(scope, namespace)}, 'hidden', EXISTS (SELECT FROM pg_collation h
          WHERE h.collname = ${collation}.collname AND h.collnamespace = 'pg_catalog'::regnamespace
            AND h.collencoding IN (-1, (SELECT encoding FROM pg_database WHERE datname = current_database())))) END`;
}

export function collationName({ schema, name, hidden }: Called): QualifiedName {
  if (schema !== "") return qualifiedName({ schema, name });
  return hidden ? { schema: "public", name } : foundName("collation", { name });
}

/** In the spelling of `canonicalCollation`. */
export function collationText(called: Called): string {
  return quoteQualified(collationName(called));
}
