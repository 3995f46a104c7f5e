import { CATALOG_ROUTINES } from "./catalogRoutines.ts";
import { type QualifiedName } from "./name.ts";

/** What can be called like something of PostgreSQL's own. */
export type CatalogKind = "relation" | "type" | "routine" | "collation";

/** The namespace that names without one stand for. */
const DEFAULT = "public";

/**
 * A name that is found. Whatever the search path says, `pg_catalog` is searched first where the path does not name it (PostgreSQL manual, 5.10.5), so
 * that something in the default schema that is called like one of the server's own is only found with its schema.
 */
export function foundName(kind: CatalogKind, name: QualifiedName): QualifiedName {
  return name.schema === undefined && OWN[kind](name.name) ? { schema: DEFAULT, name: name.name } : name;
}

/** The name without the default schema, which the server prints where the name alone would not be found. */
export function withoutDefault({ schema, name }: QualifiedName): QualifiedName {
  return schema === undefined || schema === DEFAULT ? { name } : { schema, name };
}

/** By kind, whether PostgreSQL's own may be called so. */
const OWN: Readonly<Record<CatalogKind, (name: string) => boolean>> = {
  relation: (name) => name.startsWith("pg_"),
  // An array type has an underscore in front.
  type: (name) => isCatalogType(name.replace(/^_/, "")) || /^_?pg_/.test(name),
  routine: (name) => routines().has(name),
  collation: (name) => COLLATIONS.test(name),
};

/** Those that every server has, and those of ICU. What the C library brings is another on each machine. */
const COLLATIONS = /^(?:default|C|POSIX|ucs_basic|unicode|pg_.*|.*-x-icu)$/s;

/** Whether a name is that of a type that every PostgreSQL database has. */
export function isCatalogType(name: string): boolean {
  return TYPES.has(name);
}

const TYPES: ReadonlySet<string> = new Set(
  (
    "aclitem any anyarray anycompatible anycompatiblearray anycompatiblemultirange anycompatiblenonarray anycompatiblerange anyelement anyenum " +
    "anymultirange anynonarray anyrange bit bool box bpchar bytea char cid cidr circle cstring date datemultirange daterange event_trigger " +
    "fdw_handler float4 float8 gtsvector index_am_handler inet int2 int2vector int4 int4multirange int4range int8 int8multirange int8range " +
    "internal interval json jsonb jsonpath language_handler line lseg macaddr macaddr8 money name numeric nummultirange numrange oid oidvector " +
    "path point polygon record refcursor regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure " +
    "regrole regtype table_am_handler text tid time timestamp timestamptz timetz trigger tsm_handler tsmultirange tsquery tsrange tstzmultirange " +
    "tstzrange tsvector txid_snapshot unknown uuid varbit varchar void xid xid8 xml"
  ).split(" "),
);

let known: ReadonlySet<string> | undefined;

/** Read once, and only where a routine is named. */
function routines(): ReadonlySet<string> {
  known ??= new Set(CATALOG_ROUTINES.trim().split(/\s+/));
  return known;
}
