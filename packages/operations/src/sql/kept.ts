import { quoteString } from "./literal.ts";

/** What is dropped and made again, and whose owner and rights are kept meanwhile. */
export interface Kept {
  readonly key: string;
  readonly catalog: "pg_class" | "pg_proc";
  readonly oid: string;
  /** As GRANT names it, and as ALTER does. */
  readonly grant: string;
  readonly alter: string;
  /** Whether there are rights on its columns, and whether more hangs on it that comes again. */
  readonly columns: boolean;
  readonly more: boolean;
}

/** Where it is kept: a setting of the session, which needs no right to make anything. */
export const KEPT = "nullif(current_setting('limbeck.rights', true), '')::jsonb";

const COLUMNS = {
  pg_class: { owner: "relowner", acl: "relacl", letter: "r" },
  pg_proc: { owner: "proowner", acl: "proacl", letter: "f" },
} as const;

/** Rights that nobody gave stand as NULL in the catalog, and mean those that the owner has. */
function rightsOf({ catalog }: Kept): string {
  const { acl, owner, letter } = COLUMNS[catalog];
  return `coalesce(${acl}, acldefault('${letter}', ${owner}))`;
}

/** The rights on its columns. */
const ON_COLUMNS = `,
      'columns', (SELECT jsonb_object_agg(attname, attacl::text) FROM pg_attribute WHERE attrelid = own.oid AND attacl IS NOT NULL)`;

/** Of a view also the rules beside the one that makes it a view, what its columns are filled with, its statistics, and the index that a materialized one is clustered on. */
const OF_VIEW = `,
      'rules', (SELECT jsonb_agg(pg_get_ruledef(oid)) FROM pg_rewrite WHERE ev_class = own.oid AND rulename <> '_RETURN'),
      'defaults', (SELECT jsonb_object_agg(attname, pg_get_expr(adbin, adrelid)) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum WHERE adrelid = own.oid),
      'statistics', (SELECT jsonb_agg(pg_get_statisticsobjdef(oid)) FROM pg_statistic_ext WHERE stxrelid = own.oid),
      'clusterOn', (SELECT relname FROM pg_index JOIN pg_class AS held ON held.oid = indexrelid WHERE indrelid = own.oid AND indisclustered)`;

/** Keeps in mind who owns it and who has which rights on it. */
export function keepSql(kept: Kept): string {
  const more = `${kept.columns ? ON_COLUMNS : ""}${kept.more ? OF_VIEW : ""}`;
  return `DO $limbeck$ BEGIN
  PERFORM set_config('limbeck.rights', (coalesce(${KEPT}, '{}') || jsonb_build_object(${quoteString(kept.key)}, (
    SELECT jsonb_build_object('owner', pg_get_userbyid(${COLUMNS[kept.catalog].owner}), 'rights', ${rightsOf(kept)}::text${more})
    FROM ${kept.catalog} AS own WHERE oid = ${kept.oid})))::text, false);
END $limbeck$`;
}

/** The role as SQL names it; 0 stands for everybody. */
export const GRANTEE = "CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END";
export const OPTION = "CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END";

/** Gives what was made again all that was kept in mind; nothing where nothing was. */
export function giveSql(kept: Kept): string {
  const on = quoteString(kept.grant);
  const now = `(SELECT ${rightsOf(kept)} FROM ${kept.catalog} WHERE oid = ${kept.oid})`;
  return `DO $limbeck$
DECLARE
  kept jsonb := ${KEPT} -> ${quoteString(kept.key)};
  statement text;
BEGIN
  IF kept ->> 'owner' <> (SELECT pg_get_userbyid(${COLUMNS[kept.catalog].owner}) FROM ${kept.catalog} WHERE oid = ${kept.oid}) THEN
    BEGIN
      EXECUTE format('ALTER %s OWNER TO %I', ${quoteString(kept.alter)}, kept ->> 'owner');
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE WARNING '% is no longer owned by %: %', ${quoteString(kept.alter)}, kept ->> 'owner', SQLERRM;
    END;
  END IF;
  IF kept ->> 'rights' <> ${now}::text THEN
    FOR statement IN
      SELECT DISTINCT format('REVOKE ALL ON %s FROM %s', ${on}, ${GRANTEE}) FROM aclexplode(${now})
    LOOP EXECUTE statement; END LOOP;
    FOR statement IN
      SELECT format('GRANT %s ON %s TO %s%s', privilege_type, ${on}, ${GRANTEE}, ${OPTION})
      FROM aclexplode((kept ->> 'rights')::aclitem[])
    LOOP EXECUTE statement; END LOOP;
  END IF;${kept.columns ? giveOnColumns(kept) : ""}${kept.more ? giveToView(kept) : ""}
END $limbeck$`;
}

/** Rights on columns that are still there. */
function giveOnColumns(kept: Kept): string {
  return `
  FOR statement IN
    SELECT format('GRANT %s (%I) ON %s TO %s%s', privilege_type, attname, ${quoteString(kept.grant)}, ${GRANTEE}, ${OPTION})
    FROM jsonb_each_text(coalesce(nullif(kept -> 'columns', 'null'), '{}')) AS held(name, rights)
    JOIN pg_attribute ON attrelid = ${kept.oid} AND attname = held.name AND NOT attisdropped,
    aclexplode(held.rights::aclitem[])
  LOOP EXECUTE statement; END LOOP;`;
}

/** What else hangs on it, as far as the new one can have it. */
function giveToView(kept: Kept): string {
  return `
  FOR statement IN SELECT jsonb_array_elements_text(coalesce(nullif(kept -> 'rules', 'null'), '[]'))
  LOOP EXECUTE statement; END LOOP;
  FOR statement IN
    SELECT format('ALTER %s ALTER %I SET DEFAULT %s', ${quoteString(kept.grant)}, attname, held.value)
    FROM jsonb_each_text(coalesce(nullif(kept -> 'defaults', 'null'), '{}')) AS held(name, value)
    JOIN pg_attribute ON attrelid = ${kept.oid} AND attname = held.name AND NOT attisdropped
    UNION ALL SELECT jsonb_array_elements_text(coalesce(nullif(kept -> 'statistics', 'null'), '[]'))
    UNION ALL SELECT format('ALTER %s CLUSTER ON %I', ${quoteString(kept.alter)}, relname)
    FROM pg_index JOIN pg_class AS own ON own.oid = indexrelid WHERE indrelid = ${kept.oid} AND relname = kept ->> 'clusterOn'
  LOOP
    BEGIN
      EXECUTE statement;
    EXCEPTION WHEN OTHERS THEN
      RAISE WARNING '% is no longer: %', statement, SQLERRM;
    END;
  END LOOP;`;
}
