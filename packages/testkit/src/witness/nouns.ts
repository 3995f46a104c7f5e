/**
 * One query a noun, each answering `namespace`, `table`, `name` and `facts` (text, or JSON as text). `table` is the one that
 * the thing belongs to, if it belongs to one. PostgreSQL 14 to 18.
 */
export const nouns = {
  namespace: `
    SELECT n.nspname AS namespace, NULL AS "table", n.nspname AS name, NULL AS facts
    FROM pg_namespace n WHERE ${notOfTheSystem()} AND ${notFromExtension("pg_namespace", "n")}`,

  extension: `
    SELECT n.nspname AS namespace, NULL AS "table", e.extname AS name, e.extversion AS facts
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'`,

  table: `
    SELECT n.nspname AS namespace, c.relname AS "table", c.relname AS name, jsonb_strip_nulls(jsonb_build_object(
        'kind', c.relkind, 'persistence', c.relpersistence, 'options', ${options("c.reloptions")},
        'replica identity', c.relreplident, 'row security', c.relrowsecurity, 'forced', c.relforcerowsecurity,
        'tablespace', (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace),
        'method', (SELECT amname FROM pg_am WHERE oid = c.relam),
        'of type', nullif(c.reloftype, 0)::regtype::text,
        'partition key', CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
        'partition bound', pg_get_expr(c.relpartbound, c.oid),
        'parents', (SELECT jsonb_agg(i.inhparent::regclass::text ORDER BY i.inhseqno)
                    FROM pg_inherits i WHERE i.inhrelid = c.oid)))::text AS facts
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f') AND ${own("pg_class", "c")}`,

  column: `
    SELECT n.nspname AS namespace, c.relname AS "table", a.attname AS name, jsonb_strip_nulls(jsonb_build_object(
        'type', format_type(a.atttypid, a.atttypmod),
        'collation', CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
        'not null', CASE WHEN a.attnotnull THEN coalesce(
          (SELECT concat_ws(' ', CASE WHEN NOT o.convalidated THEN 'not valid' END,
                                 CASE WHEN o.connoinherit THEN 'no inherit' END,
                                 -- What nobody chose tells what table and column were called once.
                                 CASE WHEN o.conname !~ '_not_null[0-9]*$' THEN 'named ' || o.conname END)
           FROM pg_constraint o
           WHERE o.conrelid = c.oid AND o.contype = 'n' AND o.conkey = ARRAY[a.attnum]), '') END,
        'default', pg_get_expr(d.adbin, d.adrelid),
        'generated', nullif(a.attgenerated, ''), 'identity', nullif(a.attidentity, ''),
        'storage', CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
        'compression', nullif(a.attcompression, ''), 'statistics', nullif(a.attstattarget, -1),
        'options', ${options("a.attoptions")}))::text AS facts
    FROM pg_attribute a
    JOIN pg_type t ON t.oid = a.atttypid
    JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND ${own("pg_class", "c")}`,

  constraint: `
    SELECT n.nspname AS namespace, c.relname AS "table", o.conname::text AS name, pg_get_constraintdef(o.oid) AS facts
    FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE o.contype NOT IN ('n', 't') AND ${own("pg_class", "c")}
      -- What a foreign key has for each partition of its target, under a name of the server's choice; pg_dump passes it over.
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.oid = o.conparentid AND k.conrelid = o.conrelid)
    UNION ALL SELECT n.nspname, NULL, t.typname || '.' || o.conname, pg_get_constraintdef(o.oid)
    FROM pg_constraint o JOIN pg_type t ON t.oid = o.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE o.contype <> 'n' AND ${own("pg_type", "t")}`,

  index: `
    SELECT n.nspname AS namespace, c.relname AS "table", i.relname AS name, jsonb_strip_nulls(jsonb_build_object(
        'definition', pg_get_indexdef(i.oid), 'options', ${options("i.reloptions")},
        'valid', x.indisvalid, 'clustered', x.indisclustered, 'replica identity', x.indisreplident,
        'tablespace', (SELECT spcname FROM pg_tablespace WHERE oid = i.reltablespace),
        'statistics', (SELECT jsonb_object_agg(a.attnum, a.attstattarget) FROM pg_attribute a
                       WHERE a.attrelid = i.oid AND a.attstattarget >= 0)))::text AS facts
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND ${own("pg_class", "c")}`,

  sequence: `
    SELECT n.nspname AS namespace, owner.table AS "table", c.relname AS name, (to_jsonb(s) - 'seqrelid' - 'seqtypid' ||
        jsonb_strip_nulls(jsonb_build_object('type', format_type(s.seqtypid, NULL), 'persistence',
        -- That of an owned one follows its table when this changes, and not when it is made.
        CASE WHEN owner.name IS NULL THEN c.relpersistence END,
        'identity of', CASE owner.deptype WHEN 'i' THEN owner.name END,
        'owned by', CASE owner.deptype WHEN 'a' THEN owner.name END)))::text AS facts
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN LATERAL (
      SELECT d.deptype, t.relname AS "table", t.oid::regclass || '.' || a.attname AS name
      FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
        AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')) owner ON true
    WHERE ${own("pg_class", "c")}`,

  enum: `
    SELECT n.nspname AS namespace, NULL AS "table", t.typname AS name,
        (SELECT coalesce(jsonb_agg(e.enumlabel ORDER BY e.enumsortorder), '[]') FROM pg_enum e
         WHERE e.enumtypid = t.oid)::text AS facts
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' AND ${own("pg_type", "t")}`,

  domain: `
    SELECT n.nspname AS namespace, NULL AS "table", t.typname AS name, jsonb_strip_nulls(jsonb_build_object(
        'type', format_type(t.typbasetype, t.typtypmod), 'not null', t.typnotnull, 'default', pg_get_expr(t.typdefaultbin, 0),
        'collation', nullif(t.typcollation, 0)::regcollation::text))::text AS facts
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd' AND ${own("pg_type", "t")}`,

  composite: `
    SELECT n.nspname AS namespace, NULL AS "table", t.typname AS name,
        (SELECT jsonb_agg(jsonb_build_array(a.attname, format_type(a.atttypid, a.atttypmod),
                          nullif(a.attcollation, 0)::regcollation::text) ORDER BY a.attnum)
         FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)::text AS facts
    FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
    JOIN pg_namespace n ON n.oid = t.typnamespace WHERE ${own("pg_type", "t")}`,

  range: `
    SELECT n.nspname AS namespace, NULL AS "table", t.typname AS name, jsonb_build_array(r.rngsubtype::regtype::text,
        r.rngmultitypid::regtype::text, nullif(r.rngcollation, 0)::regcollation::text, r.rngsubdiff::text)::text AS facts
    FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE ${own("pg_type", "t")}`,

  collation: `
    SELECT n.nspname AS namespace, NULL AS "table", c.collname AS name,
        (to_jsonb(c) - 'oid' - 'collnamespace' - 'collowner' - 'collversion' - 'collencoding')::text AS facts
    FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE ${own("pg_collation", "c")}`,

  view: `
    SELECT n.nspname AS namespace, c.relname AS "table", c.relname AS name, jsonb_strip_nulls(jsonb_build_object(
        'kind', c.relkind, 'definition', ${viewQuery()}, 'options', ${options("c.reloptions")}))::text AS facts
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('v', 'm') AND ${own("pg_class", "c")}`,

  rule: `
    SELECT n.nspname AS namespace, c.relname AS "table", r.rulename AS name, r.ev_enabled::text || pg_get_ruledef(r.oid) AS facts
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE r.rulename <> '_RETURN' AND ${own("pg_class", "c")}`,

  trigger: `
    SELECT n.nspname AS namespace, c.relname AS "table", t.tgname AS name, t.tgenabled::text || pg_get_triggerdef(t.oid) AS facts
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND ${own("pg_class", "c")}`,

  "event trigger": `
    SELECT NULL AS namespace, NULL AS "table", e.evtname AS name, jsonb_build_array(e.evtevent, e.evtenabled,
        e.evttags, e.evtfoid::regprocedure::text)::text AS facts
    FROM pg_event_trigger e WHERE ${notFromExtension("pg_event_trigger", "e")}`,

  policy: `
    SELECT n.nspname AS namespace, c.relname AS "table", p.polname AS name, jsonb_strip_nulls(jsonb_build_object(
        'for', p.polcmd, 'permissive', p.polpermissive, 'using', pg_get_expr(p.polqual, p.polrelid),
        'check', pg_get_expr(p.polwithcheck, p.polrelid),
        'to', (SELECT jsonb_agg(role ORDER BY role) FROM (
                 SELECT CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r) END AS role
                 FROM unnest(p.polroles) r) roles)))::text AS facts
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${own("pg_class", "c")}`,

  function: `
    SELECT n.nspname AS namespace, NULL AS "table", p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name,
        CASE WHEN p.prokind = 'a' THEN (
          SELECT (to_jsonb(a) || jsonb_build_object('aggtranstype', a.aggtranstype::regtype, 'aggmtranstype', a.aggmtranstype::regtype,
              'aggsortop', a.aggsortop::regoperator, 'parallel', p.proparallel, 'result', p.prorettype::regtype) - 'aggfnoid')::text
          FROM pg_aggregate a WHERE a.aggfnoid = p.oid)
          ELSE ${functionText()} END AS facts
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE ${own("pg_proc", "p")} AND NOT EXISTS (  -- the constructors that range types bring
      SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')`,

  statistics: `
    SELECT n.nspname AS namespace, c.relname AS "table", s.stxname AS name, pg_get_statisticsobjdef(s.oid) AS facts
    FROM pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid JOIN pg_namespace n ON n.oid = s.stxnamespace
    WHERE ${own("pg_statistic_ext", "s")}`,

  comment: `
    SELECT i.schema AS namespace, c.relname AS "table", i.type || ' ' || i.identity AS name, d.description AS facts
    FROM (  -- few of the thousands that a new database has, lest each be identified
      SELECT * FROM pg_description WHERE objoid >= 16384 OR objoid = to_regnamespace('public')) d
    CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
    LEFT JOIN pg_class c ON d.classoid = 'pg_class'::regclass AND c.oid = d.objoid
    WHERE (d.objoid >= 16384 OR (d.classoid = 'pg_namespace'::regclass AND i.identity = 'public'
                                 AND d.description <> 'standard public schema'))
      AND NOT EXISTS (SELECT FROM pg_depend e
                      WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')`,

  privileges: `
    SELECT n.nspname AS namespace, o."table", o.name, (
        SELECT string_agg(item::text, ' ' ORDER BY item::text) FROM unnest(o.acl) item) AS facts
    FROM (
      SELECT 'pg_class'::regclass AS class, c.oid, c.relnamespace AS namespace, coalesce((
          SELECT t.relname FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass
          WHERE c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
        ), c.relname) AS "table", c.relname AS name,
          coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)) AS acl
      FROM pg_class c WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND ${made("c")}
      UNION ALL SELECT 'pg_class'::regclass, c.oid, c.relnamespace, c.relname, c.relname || '.' || a.attname, a.attacl
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE a.attacl IS NOT NULL AND ${made("c")}
      UNION ALL SELECT 'pg_proc'::regclass, p.oid, p.pronamespace, NULL,
          p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', coalesce(p.proacl, acldefault('f', p.proowner))
      FROM pg_proc p WHERE ${made("p")}
      UNION ALL SELECT 'pg_namespace'::regclass, s.oid, s.oid, NULL, s.nspname, coalesce(s.nspacl, acldefault('n', s.nspowner))
      FROM pg_namespace s) o
    JOIN pg_namespace n ON n.oid = o.namespace
    WHERE ${notOfTheSystem()} AND NOT EXISTS (
      SELECT FROM pg_depend e WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype = 'e')`,
} as const satisfies Readonly<Record<string, string>>;

function notOfTheSystem(): string {
  return "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
}

function notFromExtension(catalog: string, alias: string): string {
  return `NOT EXISTS (SELECT FROM pg_depend member
    WHERE member.classid = '${catalog}'::regclass AND member.objid = ${alias}.oid AND member.deptype = 'e')`;
}

/** What the database's users made: neither the system's nor an extension's. */
function own(catalog: string, alias: string): string {
  return `${made(alias)} AND ${notOfTheSystem()} AND ${notFromExtension(catalog, alias)}`;
}

/** What was made since initdb (FirstNormalObjectId): of the thousands of functions and columns before it none need be looked at. */
function made(alias: string): string {
  return `${alias}.oid >= 16384`;
}

/**
 * The rows of `CREATE VIEW v (a) AS VALUES (1)` are shown without the blank that no query can leave out, and the columns of `f() t(id, title)` as
 * they stand in the table.
 */
function viewQuery(): string {
  const rows = "replace(pg_get_viewdef(c.oid), 'FROM (VALUES (', 'FROM ( VALUES (')";
  return withoutPlaces(rows);
}

function withoutPlaces(text: string): string {
  return String.raw`regexp_replace(${text}, '([[:alnum:]_"]\([^()]*\) "?[[:alnum:]_$]+"?)\(("?[[:alnum:]_$]+"?(, )?)+\)', '\1', 'g')`;
}

/** All columns of what a function gives the rows of, one behind the other, are shown as `t.*`: they come as they stand in the table. */
function functionText(): string {
  const name = String.raw`'\.' || regexp_replace(quote_ident(a.attname), '([^[:alnum:]_])', '\\\1', 'g')`;
  const columns = String.raw`(SELECT string_agg(CASE a.attnum WHEN f.first THEN '("[^"]+"|[[:alnum:]_$]+)' ELSE '\1' END || ${name}, ',\s+' ORDER BY a.attnum)
            FROM pg_attribute a, (SELECT min(i.attnum) AS first FROM pg_attribute i WHERE i.attrelid = y.typrelid AND i.attnum > 0 AND NOT i.attisdropped) f
            WHERE a.attrelid = y.typrelid AND a.attnum > 0 AND NOT a.attisdropped)`;
  return String.raw`coalesce((SELECT regexp_replace(${withoutPlaces("pg_get_functiondef(p.oid)")}, ${columns} || '(?=\s+FROM\M|;)', '\1.*', 'g')
            FROM pg_type y JOIN pg_class r ON r.oid = y.typrelid
            WHERE y.oid = p.prorettype AND r.relkind <> 'c' AND p.prosqlbody IS NOT NULL), pg_get_functiondef(p.oid))`;
}

/** Options come in the order in which they were set, which means nothing. */
function options(array: string): string {
  return `(SELECT jsonb_agg(option ORDER BY option) FROM unnest(${array}) option)`;
}
