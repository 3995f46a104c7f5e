import { beyondModel } from "./constraint.ts";
import { describedFunction, ownFunction } from "./function.ts";
import { describedRange } from "./range.ts";
import { ofUser, type Scope, since } from "./scope.ts";
import { ofPartitions } from "./unmodelledPartition.ts";

/** Something in the database that a Schema does not describe. It is left alone and can be listed. */
export interface Unmodelled {
  /** What it is, in words: `foreign table`, `rule`, `partition`. */
  readonly kind: string;
  /** With its namespace where that is not the default one, and behind its table's name where it lives in a table. */
  readonly name: string;
}

export interface UnmodelledRow extends Unmodelled {
  readonly schema: string | null;
}

/** What relations are, beside tables and sequences. Indexes are part of a table. */
const RELATIONS = `CASE c.relkind WHEN 'f' THEN 'foreign table'
  ELSE 'inheritance child' END`;

const FUNCTIONS = `CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END`;

const TYPES = `CASE t.typtype WHEN 'r' THEN 'range type' ELSE 'base type' END`;

const notOfTable = `t.typrelid = 0 AND t.typelem = 0`;

const inNamespaces: readonly string[] = [
  `SELECT ${RELATIONS} AS kind, ns.schema, c.relname::text AS name FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
    WHERE (c.relkind = 'f' OR c.relkind = 'r' AND NOT c.relispartition AND EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid))
      AND c.relpersistence <> 't' AND ${ofUser("pg_class", "c.oid")}`,
  `SELECT ${FUNCTIONS}, ns.schema, format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid))
    FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
    WHERE NOT (${describedFunction}) AND ${ownFunction}`,
  `SELECT ${TYPES}, ns.schema, t.typname FROM pg_type t JOIN ns ON ns.oid = t.typnamespace
    WHERE (t.typtype = 'r' AND NOT EXISTS (SELECT FROM pg_range r WHERE r.rngtypid = t.oid AND ${describedRange})
      OR t.typtype = 'b' AND ${notOfTable}) AND ${ofUser("pg_type", "t.oid")}`,
  `SELECT 'collation', ns.schema, c.collname FROM pg_collation c JOIN ns ON ns.oid = c.collnamespace
    WHERE ${ofUser("pg_collation", "c.oid")}`,
  `SELECT 'operator', ns.schema, o.oprname FROM pg_operator o JOIN ns ON ns.oid = o.oprnamespace
    WHERE ${ofUser("pg_operator", "o.oid")}`,
  `SELECT 'unlogged sequence', ns.schema, c.relname FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
    WHERE c.relkind = 'S' AND c.relpersistence = 'u' AND NOT EXISTS (SELECT FROM pg_depend o
      WHERE o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i'))`,
  `SELECT 'statistics', ns.schema, s.stxname FROM pg_statistic_ext s JOIN ns ON ns.oid = s.stxnamespace
    WHERE ${ofUser("pg_statistic_ext", "s.oid")}`,
];

const ofTable = (kind: string, name: string, from: string) =>
  `SELECT ${kind}, t.schema, t.name || coalesce('.' || ${name}, '') FROM tables t ${from}`;

const INDEXES = "JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class i ON i.oid = x.indexrelid";

/** What a table is, beside its columns and constraints. */
const ofTables: readonly string[] = [
  // Where the rows live in partitions, it says nothing.
  ofTable(
    "'unlogged table'",
    "NULL",
    "JOIN pg_class c ON c.oid = t.oid WHERE c.relpersistence = 'u' AND t.kind = 'p'",
  ),
  ofTable("'replica identity'", "NULL", "JOIN pg_class c ON c.oid = t.oid WHERE c.relreplident <> 'd'"),
  ofTable(
    "'clustered index'",
    "i.relname",
    "JOIN pg_index x ON x.indrelid = t.oid AND x.indisclustered JOIN pg_class i ON i.oid = x.indexrelid",
  ),
  ofTable("'typed table'", "NULL", "JOIN pg_class c ON c.oid = t.oid WHERE c.reloftype <> 0"),
  ofTable(
    "'access method'",
    "NULL",
    "JOIN pg_class c ON c.oid = t.oid JOIN pg_am m ON m.oid = c.relam AND m.amname <> 'heap'",
  ),
  ofTable("'tablespace'", "NULL", "JOIN pg_class c ON c.oid = t.oid WHERE c.reltablespace <> 0"),
  ofTable("'tablespace'", "i.relname", `${INDEXES} AND i.reltablespace <> 0`),
  ofTable(
    "'statistics target'",
    "i.relname",
    `${INDEXES} AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.oid AND a.attstattarget >= 0)`,
  ),
];

function inTables(scope: Scope): readonly string[] {
  return [
    ...ofTables,
    ofTable("'rule'", "r.rulename", "JOIN pg_rewrite r ON r.ev_class = t.oid AND r.rulename <> '_RETURN'"),
    ofTable(
      "'constraint'",
      "o.conname",
      `JOIN pg_constraint o ON o.conrelid = t.oid
      AND o.contype IN ('p', 'u', 'f', 'c') AND o.conparentid = 0 AND ${beyondModel(scope)}`,
    ),
    ofTable(
      "'not-null constraint'",
      "o.conname",
      `JOIN pg_constraint o ON o.conrelid = t.oid
      AND ${since(scope, 18, "o.contype = 'n'", "false")} AND (NOT o.convalidated OR o.connoinherit)`,
    ),
    ofTable(
      "'invalid index'",
      "i.relname",
      `JOIN pg_index x ON x.indrelid = t.oid AND NOT x.indisvalid
      JOIN pg_class i ON i.oid = x.indexrelid`,
    ),
  ];
}

const ofView = (kind: string, name: string, from: string) =>
  `SELECT ${kind}, ns.schema, v.relname || '.' || ${name} FROM pg_class v JOIN ns ON ns.oid = v.relnamespace ${from}
    WHERE v.relkind IN ('v', 'm') AND ${ofUser("pg_class", "v.oid")}`;

const ATTRIBUTE = "JOIN pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0 AND NOT a.attisdropped";

/** What hangs on a view, beside its query, options and comments. */
const ofViews: readonly string[] = [
  ofView("'trigger'", "g.tgname", "JOIN pg_trigger g ON g.tgrelid = v.oid AND NOT g.tgisinternal"),
  ofView("'rule'", "r.rulename", "JOIN pg_rewrite r ON r.ev_class = v.oid AND r.rulename <> '_RETURN'"),
  ofView("'column default'", "a.attname", `${ATTRIBUTE} AND a.atthasdef`),
  ofView("'column options'", "a.attname", `${ATTRIBUTE} AND a.attoptions IS NOT NULL`),
  ofView("'statistics target'", "a.attname", `${ATTRIBUTE} AND a.attstattarget >= 0`),
  ofView(
    "'clustered index'",
    "i.relname",
    "JOIN pg_index x ON x.indrelid = v.oid AND x.indisclustered JOIN pg_class i ON i.oid = x.indexrelid",
  ),
];

/** Of the whole database, whatever namespaces are read. */
const ofDatabase: readonly string[] = [
  `SELECT 'event trigger', NULL, v.evtname FROM pg_event_trigger v WHERE ${ofUser("pg_event_trigger", "v.oid")}`,
  `SELECT 'publication', NULL, p.pubname FROM pg_publication p WHERE ${ofUser("pg_publication", "p.oid")}`,
  `SELECT 'foreign server', NULL, s.srvname FROM pg_foreign_server s WHERE ${ofUser("pg_foreign_server", "s.oid")}`,
];

export function unmodelledQuestion(scope: Scope): string {
  return `${[...inNamespaces, ...inTables(scope), ...ofPartitions, ...ofViews, ...ofDatabase].join("\n  UNION ALL ")}\n  ORDER BY 1, 2 NULLS FIRST, 3`;
}

export function unmodelledOf({ kind, schema, name }: UnmodelledRow): Unmodelled {
  return { kind, name: schema === null ? name : `${schema}.${name}` };
}
