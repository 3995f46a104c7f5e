import { type Connection } from "@limbeck/database";

/*
 * A real database is more than a Schema describes. Here it is cut down to what a Schema describes and what that leans on:
 * extensions, composite types, functions.
 */

/** Takes away what stands on tables, and what a Schema cannot say of one, so that all that is left can be made again. */
export async function takeAwayBeyondSchema(connection: Connection): Promise<void> {
  await runEach(connection, BEYOND);
}

/** Takes away what a Schema describes, and the namespaces that are empty then. */
export async function takeAwaySchema(connection: Connection): Promise<void> {
  await runEach(connection, DESCRIBED);
}

/** Runs the statements that each of the questions answers with. */
async function runEach(connection: Connection, questions: readonly string[]): Promise<void> {
  for (const question of questions) {
    const statements = await connection.query<{ statement: string }>(question);
    for (const { statement } of statements) await connection.execute(statement);
  }
}

/** A condition: neither the system's nor an extension's. */
const own = (oid: string): string =>
  `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = ${oid} AND e.deptype = 'e')`;

const relations = (kinds: string): string =>
  `FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own("c.oid")} AND ${kinds}`;

/** What CASCADE may have taken along is passed over. */
const dropRelations = (what: string, kinds: string): string =>
  `SELECT format('DROP ${what} IF EXISTS %I.%I CASCADE', n.nspname, c.relname) AS statement ${relations(kinds)}`;

const inherits =
  "NOT c.relispartition AND EXISTS (SELECT FROM pg_inherits h WHERE c.oid IN (h.inhrelid, h.inhparent))";

/** Types that go with what a Schema describes: of enums and of rows, and arrays of them. */
const ofSchema = `(t.typtype = 'e' OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'r'))`;

const STORAGE = `CASE y.typstorage WHEN 'x' THEN 'EXTENDED' WHEN 'm' THEN 'MAIN' WHEN 'e' THEN 'EXTERNAL' ELSE 'PLAIN' END`;

const BEYOND: readonly string[] = [
  `SELECT format('DROP EVENT TRIGGER %I', evtname) AS statement FROM pg_event_trigger`,
  `SELECT format('DROP PUBLICATION %I', pubname) AS statement FROM pg_publication`,
  dropRelations("FOREIGN TABLE", "c.relkind = 'f'"),
  dropRelations("TABLE", `(c.relkind = 'r' AND (c.relpersistence = 'u' OR c.reloftype <> 0 OR ${inherits}))`),
  // A default that only a partition has.
  `SELECT format('ALTER TABLE %s ALTER %I DROP DEFAULT', c.oid::regclass, a.attname) AS statement
    FROM pg_class c JOIN pg_inherits h ON h.inhrelid = c.oid JOIN pg_attribute a ON a.attrelid = c.oid AND a.atthasdef
    JOIN pg_attribute p ON p.attrelid = h.inhparent AND p.attname = a.attname AND NOT p.atthasdef WHERE c.relispartition`,
  // The bookkeeping of another tool, which is not read.
  dropRelations("TABLE", "c.relname = 'schema_migrations'"),
  dropRelations("TABLE", "c.relkind = 'r' AND c.relam <> (SELECT oid FROM pg_am WHERE amname = 'heap')"),
  dropRelations(
    "INDEX",
    `c.relkind = 'i' AND EXISTS (
    SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attstattarget >= 0)`,
  ),
  `SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass) AS statement FROM pg_trigger WHERE NOT tgisinternal AND tgparentid = 0`,
  `SELECT format('DROP POLICY %I ON %s', polname, polrelid::regclass) AS statement FROM pg_policy`,
  `SELECT format('DROP STATISTICS %I.%I', n.nspname, s.stxname) AS statement
    FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace`,
  `SELECT format('ALTER TABLE %s SET WITHOUT CLUSTER', c.oid::regclass) AS statement
    FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid WHERE x.indisclustered AND c.relkind = 'm'`,
  `SELECT format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', oid::regclass) AS statement FROM pg_class WHERE relrowsecurity`,
  `SELECT format('ALTER TABLE %s RESET (%s)', c.oid::regclass, (SELECT string_agg(split_part(o, '=', 1), ', ') FROM unnest(c.reloptions) o)) AS statement
    ${relations("c.relkind = 'r' AND c.reloptions IS NOT NULL")}`,
  ...[
    ["a.attstorage <> y.typstorage", "SET STORAGE %s", STORAGE],
    ["a.attcompression <> ''", "SET COMPRESSION default%s", "''"],
    ["a.attstattarget >= 0", "SET STATISTICS -1%s", "''"],
    ["a.attoptions IS NOT NULL", "RESET (n_distinct)%s", "''"],
  ].map(
    ([condition = "", action = "", value = ""]) =>
      `SELECT format('ALTER TABLE %s ALTER %I ${action}', c.oid::regclass, a.attname, ${value}) AS statement
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
      JOIN pg_type y ON y.oid = a.atttypid WHERE ${own("c.oid")} AND c.relkind = 'r' AND a.attnum > 0 AND ${condition}`,
  ),
  `SELECT DISTINCT format('DROP TYPE IF EXISTS %I.%I CASCADE', n.nspname, r.relname) AS statement
    FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace JOIN pg_attribute m ON m.attrelid = r.oid
    JOIN pg_type a ON a.oid = m.atttypid JOIN pg_type t ON t.oid IN (a.oid, a.typelem)
    WHERE r.relkind = 'c' AND ${own("r.oid")} AND ${ofSchema}`,
  `SELECT DISTINCT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) AS statement
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_type'::regclass
    JOIN pg_type a ON a.oid = d.refobjid JOIN pg_type t ON t.oid IN (a.oid, a.typelem)
    WHERE ${own("p.oid")} AND ${ofSchema}`,
];

const DESCRIBED: readonly string[] = [
  dropRelations("VIEW", "c.relkind = 'v'"),
  dropRelations("MATERIALIZED VIEW", "c.relkind = 'm'"),
  dropRelations("TABLE", "c.relkind IN ('r', 'p')"),
  dropRelations("SEQUENCE", "c.relkind = 'S'"),
  `SELECT format('DROP TYPE %I.%I', n.nspname, t.typname) AS statement
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE ${own("t.oid")} AND t.typtype = 'e'`,
  `SELECT format('DROP SCHEMA %I', n.nspname) AS statement FROM pg_namespace n
    WHERE ${own("n.oid")} AND n.nspname <> 'public' AND NOT EXISTS (
      SELECT FROM pg_depend d WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid)`,
];
