import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

import { type Connection, fromClient } from "@limbeck/database";
import { freshDatabase, newestMajor, pgDump, type TestDatabase } from "@limbeck/testkit";

import { type Look, witness } from "./journey.ts";
import { prepared } from "./prepared.ts";

const PAIRS = fileURLToPath(new URL("../../../../fixtures/pairs", import.meta.url));

/** Two schemas as SQL, from the tests of another tool. */
export interface Pair {
  /** Unique: the file's name and the name there. */
  readonly name: string;
  readonly a: string;
  readonly b: string;
  /** Rows for A. */
  readonly seed?: string;
}

/** The files of pairs. */
export function pairFiles(): readonly string[] {
  return readdirSync(PAIRS)
    .filter((name) => name.endsWith(".jsonl"))
    .sort();
}

/** All pairs of the fixtures, or those of one file. */
export function readPairs(file?: string): readonly Pair[] {
  return pairFiles()
    .filter((name) => (file ?? name) === name)
    .flatMap((name) => readPairFile(join(PAIRS, name)));
}

/** The pairs of any file with one a line: `{"name": …, "a": …, "b": …}`, and `"seed"` with rows for A if there are any. */
export function readPairFile(path: string): readonly Pair[] {
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => {
    const pair = JSON.parse(line) as Pair;
    return { ...pair, name: `${basename(path, ".jsonl")}: ${pair.name}` };
  });
}

const FOUND = fileURLToPath(new URL("../../../../fixtures/found", import.meta.url));

/** The smallest pairs for what once failed: every fixtures/found/NAME with an a.sql, or of those in a folder of it. */
export function foundPairs(folder = ""): readonly Pair[] {
  const path = (...parts: readonly string[]): string => join(FOUND, folder, ...parts);
  const read = (name: string, side: string): string => readFileSync(path(name, `${side}.sql`), "utf8");
  return readdirSync(path())
    .filter((name) => existsSync(path(name, "a.sql")))
    .map((name) => ({ name: `found: ${name}`, a: read(name, "a"), b: read(name, "b") }));
}

/** Two databases that pairs use one after the other: making new ones for each takes longer than all that is done in them. */
export interface PairBench {
  readonly left: TestDatabase;
  readonly right: TestDatabase;
  /** To the left one and the right one. */
  readonly connections: readonly [Connection, Connection];
  /** What a database is, as all witnesses say. */
  readonly witnesses: Look;
  readonly drop: () => Promise<void>;
}

/** With `dump`, pg_dump is a second witness; it has to be new enough for the server. */
export async function pairBench({ major = newestMajor, dump = false } = {}): Promise<PairBench> {
  const [left, right] = [await freshDatabase({ major }), await freshDatabase({ major })];
  const connected = async (database: TestDatabase): Promise<Connection> =>
    prepared(await fromClient(await database.client()));
  const dumped = async (connection: Connection): Promise<readonly string[]> => {
    const { name } = await nameOf(connection);
    const entries = await pgDump((name === left.name ? left : right).url, major);
    if (entries === undefined) throw new Error(`There is no pg_dump for PostgreSQL ${major} here.`);
    return entries.filter(isOfSchema).map((entry) => `dump ${entry}`);
  };
  return {
    left,
    right,
    connections: [await connected(left), await connected(right)],
    witnesses: async (connection) => [
      ...(await witness(connection)),
      ...(dump ? await dumped(connection) : []),
    ],
    drop: async () => {
      await left.drop();
      await right.drop();
    },
  };
}

async function nameOf(connection: Connection): Promise<{ readonly name: string }> {
  const [row = { name: "" }] = await connection.query<{ name: string }>("SELECT current_database() AS name");
  return row;
}

/** Who may do what with an object is not part of a Schema. */
function isOfSchema(entry: string): boolean {
  return !/^(?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES) /.test(entry);
}

/** The roles that a pair makes are the whole server's. */
export async function dropRoles({ left, right }: PairBench, { a, b }: Pair): Promise<void> {
  const made = [...`${a}\n${b}`.matchAll(ROLES)].map(([, name = ""]) => name);
  const names = new Set([...made, ...GIVEN_ROLES.filter((role) => `${a}${b}`.includes(role))]);
  if (names.size === 0) return;
  const each = (action: string): string =>
    `DO $roles$ DECLARE name text; BEGIN FOR name IN SELECT rolname FROM pg_roles WHERE rolname IN ('${[...names].join("', '")}')
      LOOP EXECUTE format('${action} %I', name); END LOOP; END $roles$`;
  for (const database of [left, right]) await database.execute(`${EMPTY};${each("DROP OWNED BY")}`);
  await left.execute(each("DROP ROLE"));
}

const ROLES = /CREATE (?:ROLE|USER(?! MAPPING)) (?:IF NOT EXISTS )?"?(\w+)/gi;

/** Empties the database and loads a side; says why where that cannot be done. */
export async function load(database: TestDatabase, sql: string): Promise<string | undefined> {
  // Its database cannot be emptied, nor dropped.
  if (/CREATE SUBSCRIPTION/i.test(sql)) return "subscription";
  try {
    await database.execute(EMPTY);
    await database.execute(loadable(sql));
    return undefined;
  } catch (error) {
    return chain(error);
  }
}

/** The text as it can be sent in one piece, to a server without pgvector. */
function loadable(sql: string): string {
  const [stub, text] = /\bvector\b/.test(sql)
    ? [readFileSync(VECTOR_STUB, "utf8"), sql.replace(/^CREATE EXTENSION .*\bvector\b.*$/gim, "")]
    : ["", sql];
  const alone = text.replaceAll(/\bCONCURRENTLY\b/gi, "").replaceAll(CREATE_ROLE, toleratingIt);
  return [givenRoles(sql), stub, alone, "SELECT 1"].join("\n;\n");
}

const VECTOR_STUB = fileURLToPath(new URL("../../../../fixtures/live/pgvector-stub.sql", import.meta.url));

const CREATE_ROLE = /^CREATE (?:ROLE|USER)\b(?! MAPPING)[^;]*;/gim;

/** The other side may have made the role already. */
function toleratingIt(statement: string): string {
  return `DO $role$ BEGIN ${statement} EXCEPTION WHEN duplicate_object THEN NULL; END $role$;`;
}

/** Roles that the tests of a tool found on their server. */
const GIVEN_ROLES = ["role_1", "role_2", "app_user"];

function givenRoles(sql: string): string {
  return GIVEN_ROLES.filter((role) => sql.includes(role))
    .map((role) => toleratingIt(`CREATE ROLE ${role};`))
    .join("");
}

/** What the server calls an object of a namespace, and as what that is dropped. */
const DROPPED_AS = {
  table: "table",
  "foreign table": "foreign table",
  view: "view",
  "materialized view": "materialized view",
  sequence: "sequence",
  type: "type",
  "composite type": "type",
  collation: "collation",
  operator: "operator",
  function: "routine",
  procedure: "routine",
  aggregate: "routine",
  "statistics object": "statistics",
};

/**
 * Everything that a pair may have left goes, and the namespace `public` is as a new database has it. It stays where nothing is wrong with it:
 * when a namespace comes or goes, each session forgets its plans, and to plan the questions of the catalog takes longer than all else.
 */
export const EMPTY = `DO $empty$
DECLARE statement text;
BEGIN
  FOR statement IN
    SELECT format('DROP EVENT TRIGGER %I CASCADE', evtname) FROM pg_event_trigger
    UNION ALL SELECT format('DROP PUBLICATION %I CASCADE', pubname) FROM pg_publication
    UNION ALL SELECT format('DROP EXTENSION IF EXISTS %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL SELECT format('DROP FOREIGN DATA WRAPPER IF EXISTS %I CASCADE', fdwname) FROM pg_foreign_data_wrapper
    UNION ALL SELECT format('DROP ACCESS METHOD IF EXISTS %I CASCADE', amname) FROM pg_am WHERE oid >= 16384
  LOOP EXECUTE statement; END LOOP;
  FOR statement IN
    SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', nspname) FROM pg_namespace
    WHERE nspname !~ '^(pg_|information_schema$|public$)'
  LOOP EXECUTE statement; END LOOP;
  FOREACH statement IN ARRAY (
    -- The short names first: f() is also what is meant by f(OUT a integer), and would mean two routines beside f(a integer).
    SELECT coalesce(array_agg(format('DROP %s IF EXISTS %s CASCADE', k.value, i.identity) ORDER BY length(i.identity)), '{}')
    FROM pg_depend d CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) i
    JOIN json_each_text('${JSON.stringify(DROPPED_AS)}') k ON k.key = i.type
    WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = to_regnamespace('public')
      AND NOT EXISTS (SELECT FROM pg_depend o WHERE o.classid = d.classid AND o.objid = d.objid AND o.deptype = 'i'))
  LOOP EXECUTE statement; END LOOP;
  IF NOT EXISTS (
    SELECT FROM pg_namespace n
    -- initdb's own has other privileges than one that is made
    WHERE n.nspname = 'public' AND n.oid >= 16384 AND n.nspowner = 'pg_database_owner'::regrole
      AND n.nspacl::text = '{pg_database_owner=UC/pg_database_owner,=U/pg_database_owner}'
      AND obj_description(n.oid, 'pg_namespace') = 'standard public schema'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid))
  THEN
    DROP SCHEMA IF EXISTS public CASCADE;
    CREATE SCHEMA public AUTHORIZATION pg_database_owner;
    GRANT USAGE ON SCHEMA public TO PUBLIC;
    COMMENT ON SCHEMA public IS 'standard public schema';
  END IF;
END $empty$`;

export function chain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n${chain(error.cause)}`;
}
