import type { Extension } from "@electric-sql/pglite";

/** The extensions that PGlite brings along, by the name that CREATE EXTENSION knows, with the module that holds each. */
const contrib = {
  amcheck: "amcheck",
  bloom: "bloom",
  btree_gin: "btree_gin",
  btree_gist: "btree_gist",
  citext: "citext",
  cube: "cube",
  dict_int: "dict_int",
  dict_xsyn: "dict_xsyn",
  earthdistance: "earthdistance",
  file_fdw: "file_fdw",
  fuzzystrmatch: "fuzzystrmatch",
  hstore: "hstore",
  intarray: "intarray",
  isn: "isn",
  lo: "lo",
  ltree: "ltree",
  moddatetime: "moddatetime",
  pageinspect: "pageinspect",
  pg_buffercache: "pg_buffercache",
  pg_freespacemap: "pg_freespacemap",
  pg_stat_statements: "pg_stat_statements",
  pg_surgery: "pg_surgery",
  pg_trgm: "pg_trgm",
  pg_visibility: "pg_visibility",
  pg_walinspect: "pg_walinspect",
  pgcrypto: "pgcrypto",
  seg: "seg",
  tablefunc: "tablefunc",
  tcn: "tcn",
  tsm_system_rows: "tsm_system_rows",
  tsm_system_time: "tsm_system_time",
  unaccent: "unaccent",
  "uuid-ossp": "uuid_ossp",
} as const satisfies Readonly<Record<string, string>>;

/** The extensions that a scratch database can have, in the order of their names. */
export const scratchExtensions: readonly string[] = Object.keys(contrib).sort();

/** PGlite's modules of those of the named extensions that it has; the others are passed over. */
export async function loadExtensions(names: readonly string[]): Promise<Record<string, Extension>> {
  const entries = names.filter(isContrib).map(async (name): Promise<[string, Extension]> => {
    const module = contrib[name];
    const loaded: unknown = await import(`@electric-sql/pglite/contrib/${module}`);
    return [module, extensionOf(loaded, module)];
  });
  return Object.fromEntries(await Promise.all(entries));
}

function isContrib(name: string): name is keyof typeof contrib {
  return Object.hasOwn(contrib, name);
}

function extensionOf(loaded: unknown, module: string): Extension {
  const extension: unknown =
    typeof loaded === "object" && loaded !== null ? Reflect.get(loaded, module) : undefined;
  if (isExtension(extension)) return extension;
  throw new TypeError(`@electric-sql/pglite/contrib/${module} holds no ${module}`);
}

function isExtension(value: unknown): value is Extension {
  return typeof value === "object" && value !== null && "setup" in value;
}
