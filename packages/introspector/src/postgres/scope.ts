import { bookkeepingTables } from "../bookkeeping.ts";
import { notBookkeepingNamespace } from "./bookkeeping.ts";
import { quoteString } from "@limbeck/operations";
import { NO_NOT_NULLS, NOT_NULLS } from "./notNull.ts";
import { textArray } from "./quote.ts";

/** What of a database is read. */
export interface Scope {
  readonly defaultSchema: string;
  /** Namespaces by name; absent: all that are the user's. */
  readonly schemas: readonly string[] | undefined;
  /** Names of tables that are never reported, beside those of known tools. */
  readonly bookkeeping: readonly string[];
  /** Whether the tables of known tools are reported like any other. */
  readonly othersBookkeeping: boolean;
  /** Whether the cluster's roles are read. */
  readonly roles: boolean;
  /** The server's major version. */
  readonly major: number;
}

/** A column of the catalog that older servers lack, with what it would say there. */
export function since({ major }: Scope, version: number, expression: string, before: string): string {
  return major >= version ? expression : before;
}

/** The namespace of an alias of `pg_namespace` where a name does not do without it: NULL for the default one and for PostgreSQL's own. */
export function place({ defaultSchema }: Scope, alias: string): string {
  return `CASE WHEN ${alias}.nspname NOT IN ('pg_catalog', ${quoteString(defaultSchema)}) THEN ${alias}.nspname END`;
}

/** As `place`, of a function that something else names: empty for the default one, which `calledRoutine` takes further. */
export function calledPlace({ defaultSchema }: Scope, alias: string): string {
  return `CASE ${alias}.nspname WHEN ${quoteString(defaultSchema)} THEN '' WHEN 'pg_catalog' THEN NULL ELSE ${alias}.nspname END`;
}

/**
 * A condition: no extension owns the object. What extensions own is looked up once, and not for each object anew.
 */
export function notOfExtension(catalog: string, oid: string): string {
  return `${oid} NOT IN (SELECT e.oid FROM extended e WHERE e.catalog = '${catalog}'::regclass)`;
}

/**
 * A condition: neither an extension nor initdb made the object. The second half says nothing that the namespaces in scope do not say; it
 * spares the server to look at the thousands of its own functions, types and collations.
 */
export function ofUser(catalog: string, oid: string): string {
  return `${oid} >= ${FIRST_OF_USERS} AND ${notOfExtension(catalog, oid)}`;
}

/** FirstNormalObjectId (access/transam.h): every object that a session makes has at least this oid. */
const FIRST_OF_USERS = 16_384;

function namespaceCondition({ schemas, othersBookkeeping }: Scope): string {
  if (schemas !== undefined) return `n.nspname = ANY (${textArray(schemas)})`;
  const own = notOfExtension("pg_namespace", "n.oid");
  return othersBookkeeping ? own : `${notBookkeepingNamespace} AND ${own}`;
}

/**
 * The rows that every question stands on: `extended`, what extensions own; `ns`, the namespaces in scope, with `schema` null for the
 * default one; `tables`, those that a Schema describes, partitions among them; `views`, materialized ones too; and `not_nulls`, those
 * that say something. Inheritance children belong to their parents, typed tables to their types, temporary tables to their session.
 */
export function scopeQueries(scope: Scope): string {
  const hidden = textArray([...(scope.othersBookkeeping ? [] : bookkeepingTables), ...scope.bookkeeping]);
  return `WITH extended AS MATERIALIZED (
  SELECT e.classid AS catalog, e.objid AS oid FROM pg_depend e
  WHERE e.refclassid = 'pg_extension'::regclass AND e.deptype = 'e'
), ns AS MATERIALIZED (
  SELECT n.oid, n.nspname AS name, nullif(n.nspname, ${quoteString(scope.defaultSchema)}) AS schema
  FROM pg_namespace n
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND ${namespaceCondition(scope)}
), tables AS MATERIALIZED (
  SELECT c.oid, ns.schema, c.relname AS name, c.relkind AS kind
  FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND (c.reloftype = 0 OR c.relispartition)
    AND c.relname <> ALL (${hidden})
    AND (c.relispartition OR c.oid NOT IN (SELECT h.inhrelid FROM pg_inherits h))
    AND ${ofUser("pg_class", "c.oid")}
), views AS MATERIALIZED (
  SELECT c.oid, ns.schema, c.relname AS name, c.relkind AS kind
  FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
  WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't' AND ${ofUser("pg_class", "c.oid")}
), not_nulls AS MATERIALIZED (
  ${since(scope, 18, NOT_NULLS, NO_NOT_NULLS)}
)`;
}
