import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FIXTURES = fileURLToPath(new URL("../../../fixtures", import.meta.url));

/** A real database as pg_dump wrote it, in a form that loads where pgvector is not installed. */
export interface Dump {
  readonly name: string;
  /** Extensions and stand-ins, which an empty database needs as well if the rest is to be made there. */
  readonly prepare: string;
  readonly sql: string;
  /** Takes away what no Schema describes, and so nobody makes anew. */
  readonly beyond: string;
}

const BEYOND: Readonly<Record<string, string>> = {
  "adventureworks.sql": `DO $$ DECLARE one regclass; BEGIN
    FOR one IN SELECT x.indrelid FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid WHERE x.indisclustered AND c.relkind = 'm'
    LOOP EXECUTE format('ALTER MATERIALIZED VIEW %s SET WITHOUT CLUSTER', one); END LOOP; END $$`,
  "postgres-meta.sql": "DROP SERVER foreign_server CASCADE",
};

/** The schemas of `fixtures/sql`. */
export function dumps(): readonly Dump[] {
  return names("sql").map((name) => {
    // The server of the tests was built without LZ4.
    const sql = read("sql", name).replaceAll("SET COMPRESSION lz4", "SET COMPRESSION pglz");
    const beyond = BEYOND[name] ?? "";
    if (!hasVector(sql)) return { name, prepare: "", sql, beyond };
    const loadable = sql.replace(/^(CREATE|COMMENT ON) EXTENSION .*\bvector\b.*$/gm, "");
    return { name, prepare: stub(), sql: loadable, beyond };
  });
}

/** The databases of real projects in `fixtures/live`, for a server of a major version. */
export function liveDumps(major: number): readonly Dump[] {
  return names("live")
    .filter((name) => name !== STUB)
    .map((name) => {
      const text = read("live", name);
      // PostgreSQL 14 does not know NULLS NOT DISTINCT.
      const sql = major > 14 ? text : text.replaceAll(" NULLS NOT DISTINCT", "");
      return {
        name,
        prepare: [hasVector(sql) ? stub() : "", ...extensions(sql)].join("\n"),
        beyond: "",
        sql: sql.replace(EXTENSION, "").replace(/COMMENT ON EXTENSION[^;]*;/gi, ""),
      };
    });
}

const STUB = "pgvector-stub.sql";
const stub = (): string => read("live", STUB);
const hasVector = (sql: string): boolean => /\bvector\b/.test(sql);

const EXTENSION = /CREATE EXTENSION (?:IF NOT EXISTS )?"?([\w-]+)[^;]*;/gi;

function extensions(sql: string): readonly string[] {
  return [...sql.matchAll(EXTENSION)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "vector")
    .map((name) => `CREATE EXTENSION IF NOT EXISTS "${name}";`);
}

function names(folder: string): readonly string[] {
  return readdirSync(join(FIXTURES, folder)).filter((name) => name.endsWith(".sql"));
}

function read(folder: string, name: string): string {
  return readFileSync(join(FIXTURES, folder, name), "utf8");
}
