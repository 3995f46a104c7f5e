import { type Unmodelled } from "../unmodelled.ts";
import { describedFunction, ownFunction } from "./function.ts";
import { describedRange } from "./range.ts";
import { type Question } from "./reader.ts";
import { ofUser, type Scope } from "./scope.ts";
import { ofPartitions } from "./unmodelledPartition.ts";

export interface UnmodelledRow extends Unmodelled {
  readonly schema: string | null;
}

/** What relations are, beside tables and sequences. Indexes are part of a table. */
const RELATIONS = `CASE WHEN c.relkind = 'f' THEN 'foreign table' WHEN c.reloftype <> 0 THEN 'typed table'
  ELSE 'inheritance child' END`;

const FUNCTIONS = `CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END`;

const TYPES = `CASE t.typtype WHEN 'r' THEN 'range type' ELSE 'base type' END`;

const notOfTable = `t.typrelid = 0 AND t.typelem = 0`;

const inNamespaces: readonly string[] = [
  `SELECT ${RELATIONS} AS kind, ns.schema, c.relname::text AS name FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
    WHERE (c.relkind = 'f' OR NOT c.relispartition AND (c.reloftype <> 0 AND c.relkind IN ('r', 'p')
        OR c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid)))
      AND c.relpersistence <> 't' AND ${ofUser("pg_class", "c.oid")}`,
  `SELECT ${FUNCTIONS}, ns.schema, format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid))
    FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
    WHERE NOT (${describedFunction}) AND ${ownFunction}`,
  `SELECT ${TYPES}, ns.schema, t.typname FROM pg_type t JOIN ns ON ns.oid = t.typnamespace
    WHERE (t.typtype = 'r' AND NOT EXISTS (SELECT FROM pg_range r WHERE r.rngtypid = t.oid AND ${describedRange})
      OR t.typtype = 'b' AND ${notOfTable}) AND ${ofUser("pg_type", "t.oid")}`,
  `SELECT 'operator', ns.schema, o.oprname FROM pg_operator o JOIN ns ON ns.oid = o.oprnamespace
    WHERE ${ofUser("pg_operator", "o.oid")}`,
  `SELECT 'operator class', ns.schema, o.opcname FROM pg_opclass o JOIN ns ON ns.oid = o.opcnamespace
    WHERE ${ofUser("pg_opclass", "o.oid")}`,
  `SELECT 'text search configuration', ns.schema, c.cfgname FROM pg_ts_config c JOIN ns ON ns.oid = c.cfgnamespace
    WHERE ${ofUser("pg_ts_config", "c.oid")}`,
  `SELECT 'text search dictionary', ns.schema, d.dictname FROM pg_ts_dict d JOIN ns ON ns.oid = d.dictnamespace
    WHERE ${ofUser("pg_ts_dict", "d.oid")}`,
  `SELECT 'conversion', ns.schema, c.conname FROM pg_conversion c JOIN ns ON ns.oid = c.connamespace
    WHERE ${ofUser("pg_conversion", "c.oid")}`,
  `SELECT 'statistics', ns.schema, s.stxname FROM pg_statistic_ext s JOIN ns ON ns.oid = s.stxnamespace
    WHERE ${ofUser("pg_statistic_ext", "s.oid")}`,
];

/** What may be said of the row of a catalog, and the condition under which it is. */
type Kinds = Readonly<Record<string, string>>;

/**
 * All that can be said of one row at a time: a catalog is read once, whatever the number of kinds, and nearly every row is gone
 * after the first condition.
 */
function ofRows(from: string, name: string, kinds: Kinds): string {
  const values = Object.entries(kinds).map(([kind, condition]) => `('${kind}', ${condition})`);
  const any = Object.values(kinds).map((condition) => `(${condition})`);
  return `SELECT k.kind, t.schema, t.name || coalesce('.' || ${name}, '') FROM tables t ${from}
    CROSS JOIN LATERAL (VALUES ${values.join(", ")}) k(kind, holds) WHERE (${any.join(" OR ")}) AND k.holds`;
}

/** What a table is, beside its columns and constraints. */
const TABLES = ofRows("JOIN pg_class c ON c.oid = t.oid", "NULL", {
  // Where the rows live in partitions, it says nothing.
  "unlogged table": "c.relpersistence = 'u' AND c.relkind = 'p'",
  "typed table": "c.reloftype <> 0",
  "access method": "c.relam <> 0 AND c.relam <> (SELECT m.oid FROM pg_am m WHERE m.amname = 'heap')",
  tablespace: "c.reltablespace <> 0",
});

const INDEXES = ofRows(
  "JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class i ON i.oid = x.indexrelid",
  "i.relname",
  {
    "invalid index": "NOT x.indisvalid AND i.relkind = 'i'",
    tablespace: "i.reltablespace <> 0",
    // Of an expression of an exclusion constraint.
    "statistics target": `x.indexprs IS NOT NULL AND x.indisexclusion
      AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.oid AND a.attstattarget >= 0)`,
  },
);

const RULES = ofRows("JOIN pg_rewrite r ON r.ev_class = t.oid", "r.rulename", {
  rule: "r.rulename <> '_RETURN'",
});

/** From PostgreSQL 18 on a NOT NULL is a constraint, on which a comment may stand. */
const NOT_NULLS = ofRows("JOIN pg_constraint o ON o.conrelid = t.oid AND o.contype = 'n'", "o.conname", {
  comment: `EXISTS (SELECT FROM pg_description d
      WHERE d.classoid = 'pg_constraint'::regclass AND d.objoid = o.oid AND d.objsubid = 0)`,
});

const ofView = (kind: string, name: string, from: string) =>
  `SELECT ${kind}, v.schema, v.name || '.' || ${name} FROM views v ${from}`;

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

/** Of the whole database, whatever namespaces are read. A range type brings a cast along. */
const ofDatabase: readonly string[] = [
  `SELECT 'event trigger', NULL, v.evtname FROM pg_event_trigger v WHERE ${ofUser("pg_event_trigger", "v.oid")}`,
  `SELECT 'publication', NULL, p.pubname FROM pg_publication p WHERE ${ofUser("pg_publication", "p.oid")}`,
  `SELECT 'cast', NULL, format('%s as %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)) FROM pg_cast c
    WHERE ${ofUser("pg_cast", "c.oid")} AND NOT EXISTS (SELECT FROM pg_depend d
      WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i')`,
  `SELECT 'language', NULL, l.lanname FROM pg_language l WHERE ${ofUser("pg_language", "l.oid")}`,
  `SELECT 'access method', NULL, m.amname FROM pg_am m WHERE ${ofUser("pg_am", "m.oid")}`,
  `SELECT 'foreign data wrapper', NULL, w.fdwname FROM pg_foreign_data_wrapper w
    WHERE ${ofUser("pg_foreign_data_wrapper", "w.oid")}`,
  `SELECT 'foreign server', NULL, s.srvname FROM pg_foreign_server s WHERE ${ofUser("pg_foreign_server", "s.oid")}`,
];

export function unmodelledQuestion(scope: Scope): Question<UnmodelledRow> {
  const inTables = [TABLES, INDEXES, RULES, NOT_NULLS];
  const all = [...inNamespaces, ...inTables, ...ofPartitions(scope), ...ofViews, ...ofDatabase];
  return {
    columns: { kind: "u.kind", schema: "u.schema", name: "u.name" },
    from: `FROM (${all.join("\n  UNION ALL ")}) u\n  ORDER BY u.kind, u.schema NULLS FIRST, u.name`,
  };
}

export function unmodelledOf({ kind, schema, name }: UnmodelledRow): Unmodelled {
  return { kind, name: schema === null ? name : `${schema}.${name}` };
}
