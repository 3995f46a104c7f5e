import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { connect, type Connection } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { freshDatabase, newestMajor, type TestDatabase } from "@limbeck/testkit";

import { beyondSchema, isOfSchema } from "./beyondSchema.ts";
import { journey, witness } from "./journey.ts";

export const PAIRS = fileURLToPath(new URL("../../../../fixtures/pairs", import.meta.url));

/** Two schemas as SQL, from the tests of another tool. */
export interface Pair {
  /** Unique: the file's name and the name there. */
  readonly name: string;
  readonly a: string;
  readonly b: string;
}

/** All pairs of the fixtures, or those of one file. */
export function readPairs(file?: string): readonly Pair[] {
  const files = readdirSync(PAIRS).filter((name) => name.endsWith(".jsonl") && (file ?? name) === name);
  return files.sort().flatMap((name) =>
    readFileSync(join(PAIRS, name), "utf8")
      .trim()
      .split("\n")
      .map((line) => {
        const pair = JSON.parse(line) as Pair;
        return { ...pair, name: `${name.replace(".jsonl", "")}: ${pair.name}` };
      }),
  );
}

/** What came of a pair in one direction. Skipped: one side does not load, or a Schema cannot say how the sides differ. */
export type Outcome =
  | { readonly kind: "equal" }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "failed"; readonly words: string };

/** Two databases that pairs use one after the other: making new ones for each takes longer than all that is done in them. */
export interface PairBench {
  readonly left: TestDatabase;
  readonly right: TestDatabase;
  readonly drop: () => Promise<void>;
}

export async function pairBench(major = newestMajor): Promise<PairBench> {
  const [left, right] = [await freshDatabase({ major }), await freshDatabase({ major })];
  return {
    left,
    right,
    drop: async () => {
      await left.drop();
      await right.drop();
    },
  };
}

/** Takes a database from each side of a pair to the other, back, and there again; the other side stands beside it. */
export async function tryPair(bench: PairBench, pair: Pair): Promise<readonly Outcome[]> {
  try {
    return await tryLoaded(bench, pair);
  } finally {
    await dropRoles(bench, pair);
  }
}

/** The roles that a pair makes are the whole server's. */
async function dropRoles({ left, right }: PairBench, { a, b }: Pair): Promise<void> {
  const names = new Set([...`${a}\n${b}`.matchAll(ROLES)].map(([, name = ""]) => name));
  if (names.size === 0) return;
  const each = (action: string): string =>
    `DO $roles$ DECLARE name text; BEGIN FOR name IN SELECT rolname FROM pg_roles WHERE rolname IN ('${[...names].join("', '")}')
      LOOP EXECUTE format('${action} %I', name); END LOOP; END $roles$`;
  for (const database of [left, right]) await database.execute(`${EMPTY};${each("DROP OWNED BY")}`);
  await left.execute(each("DROP ROLE"));
}

const ROLES = /CREATE (?:ROLE|USER(?! MAPPING)) (?:IF NOT EXISTS )?"?(\w+)/gi;

async function tryLoaded({ left, right }: PairBench, { a, b }: Pair): Promise<readonly Outcome[]> {
  for (const [database, sql] of [
    [left, a],
    [right, b],
  ] as const) {
    const refused = await load(database, sql);
    if (refused !== undefined) return [{ kind: "skipped", reason: `does not load: ${refused}` }];
  }
  const connections = [await connect(left.url), await connect(right.url)] as const;
  try {
    return await tryOn(...connections);
  } catch (error) {
    return [{ kind: "failed", words: chain(error) }];
  } finally {
    for (const connection of connections) await connection.close();
  }
}

async function tryOn(left: Connection, right: Connection): Promise<readonly Outcome[]> {
  const [a, b] = [await introspect(left, ALL), await introspect(right, ALL)];
  const target = await witness(right);
  const beyond = beyondSchema([...a.unmodelled, ...b.unmodelled], await witness(left), target);
  if (beyond !== undefined) return [{ kind: "skipped", reason: beyond }];
  const there = await journey(left, a.schema, b.schema);
  const back = await journey(right, b.schema, a.schema);
  return [outcomeOf(faults(there, target)), outcomeOf(faults(back, there.start))];
}

function outcomeOf(words: string): Outcome {
  return words === "" ? { kind: "equal" } : { kind: "failed", words };
}

const ALL = { allSchemas: true };

/** Empties the database and loads a side; says why where that cannot be done. */
async function load(database: TestDatabase, sql: string): Promise<string | undefined> {
  // Its database cannot be emptied, nor dropped.
  if (/CREATE SUBSCRIPTION/i.test(sql)) return "subscription";
  try {
    await database.execute(EMPTY);
    await database.execute(sql === "" ? "SELECT 1" : sql);
    return undefined;
  } catch (error) {
    return chain(error);
  }
}

/** Everything that a pair may have left, and the namespace `public` as a new database has it. */
export const EMPTY = `DO $empty$
DECLARE statement text;
BEGIN
  FOR statement IN
    SELECT format('DROP EVENT TRIGGER %I CASCADE', evtname) FROM pg_event_trigger
    UNION ALL SELECT format('DROP PUBLICATION %I CASCADE', pubname) FROM pg_publication
    UNION ALL SELECT format('DROP EXTENSION IF EXISTS %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL SELECT format('DROP FOREIGN DATA WRAPPER IF EXISTS %I CASCADE', fdwname) FROM pg_foreign_data_wrapper
  LOOP EXECUTE statement; END LOOP;
  FOR statement IN
    SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', nspname) FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$)'
  LOOP EXECUTE statement; END LOOP;
  CREATE SCHEMA public AUTHORIZATION pg_database_owner;
  GRANT USAGE ON SCHEMA public TO PUBLIC;
  COMMENT ON SCHEMA public IS 'standard public schema';
END $empty$`;

export function chain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n${chain(error.cause)}`;
}

export function faults(
  { start, up, second, down, again }: Awaited<ReturnType<typeof journey>>,
  target: readonly string[],
): string {
  return [
    ...difference("after the upgrade", up, target),
    ...second.map((words) => `a second comparison finds: ${words}`),
    ...difference("after the downgrade", down, start),
    ...difference("after the second upgrade", again, target),
  ].join("\n");
}

function difference(where: string, all: readonly string[], wanted: readonly string[]): readonly string[] {
  const [got, want] = [all.filter(isOfSchema), wanted.filter(isOfSchema)];
  const [have, need] = [new Set(got), new Set(want)];
  return [
    ...got.filter((line) => !need.has(line)).map((line) => `${where}, too much: ${line}`),
    ...want.filter((line) => !have.has(line)).map((line) => `${where}, missing: ${line}`),
  ];
}
