import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { compile, type Statement } from "@limbeck/operations";
import { freshDatabase, postgresMajors, type TestDatabase } from "@limbeck/testkit";

import { goldenCases, NEEDS } from "./testing/goldenCase.ts";
import { goldenTrip } from "./testing/goldenTrip.ts";

/** What a statement does to a table that people work with: the locks that they meet, and whether all rows are read under these. */
interface Effect {
  readonly locks: readonly string[];
  readonly scans: boolean;
}

const brief = (...locks: readonly string[]): Effect => ({ locks, scans: false });

/** The statements of the recipes, and what the server was measured to do for each (11 to 18). */
const EFFECTS: readonly (readonly [RegExp, Effect])[] = [
  [/ADD CONSTRAINT .* CHECK .* NOT VALID$/, brief("AccessExclusiveLock")],
  [/ADD CONSTRAINT .* FOREIGN KEY .* NOT VALID$/, brief("ShareRowExclusiveLock")],
  [/ADD CONSTRAINT .* USING INDEX/, brief("AccessExclusiveLock")],
  [/VALIDATE CONSTRAINT ".*_fk"$/, { locks: ["RowShareLock", "ShareUpdateExclusiveLock"], scans: true }],
  [/VALIDATE CONSTRAINT/, { locks: ["ShareUpdateExclusiveLock"], scans: true }],
  [/ALTER COLUMN .* SET NOT NULL$/, brief("AccessExclusiveLock")],
  [/DROP CONSTRAINT/, brief("AccessExclusiveLock")],
  [/^ALTER INDEX .* RENAME TO/, brief()],
  [/^(CREATE (UNIQUE )?|DROP )INDEX CONCURRENTLY/, brief("ShareUpdateExclusiveLock")],
];

/** The same of a partitioned table, to its partitions and to what they point at: what they have already is taken over, and nothing is read. */
const wholeEffects = (major: number): typeof EFFECTS => [
  [
    /^ALTER TABLE "events" ADD CONSTRAINT .* (PRIMARY KEY|UNIQUE) \(/,
    brief(...(major < 18 ? [] : ["AccessExclusiveLock"]), "ShareLock"),
  ],
  [/^CREATE INDEX ".*" ON "events"/, brief("ShareLock")],
  [
    /^ALTER TABLE "events" ADD CONSTRAINT .* FOREIGN KEY/,
    brief("AccessExclusiveLock", "ShareRowExclusiveLock"),
  ],
  [/^DROP INDEX "events_kind"$/, brief("AccessExclusiveLock")],
];

/** What stands beside the recipes in their cases. */
const NOT_A_RECIPE =
  /^(CREATE TABLE|CREATE INDEX "notes_text"|DROP TABLE|DO )|( TYPE | DROP NOT NULL$|(ADD|DROP) COLUMN )/;

const cases = goldenCases().filter(
  // That of a partitioned table shows what has no recipe.
  ({ name }) => name.startsWith("online/") && name !== "online/partitioned",
);

describe.each(postgresMajors())("on PostgreSQL %i", (major) => {
  let database: TestDatabase;
  let worker: Connection;
  let watcher: Connection;
  let writer: Connection;
  beforeAll(async () => {
    database = await freshDatabase({ major });
    [worker, watcher, writer] = await Promise.all([open(), open(), open()]);
  });
  afterAll(async () => {
    await Promise.all([worker, watcher, writer].map((connection) => connection.close()));
    await database.drop();
  });
  const open = (): Promise<Connection> => connect(database.url);

  /** The modes that a session holds on tables, but for that of a reader, which stands in nobody's way here. */
  async function locks(pid: number): Promise<readonly string[]> {
    const rows = await watcher.query<{ mode: string }>(
      `SELECT DISTINCT mode FROM pg_locks JOIN pg_class c ON c.oid = relation JOIN pg_namespace n ON n.oid = relnamespace
        WHERE pid = $1 AND granted AND mode <> 'AccessShareLock' AND relkind = 'r' AND nspname = 'public' ORDER BY mode`,
      [pid],
    );
    return rows.map(({ mode }) => mode);
  }

  async function pidOf(connection: Connection): Promise<number> {
    const [row] = await connection.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    return row?.pid ?? 0;
  }

  /** How often the session has read a table from one end to the other, as far as it has not told the server yet. */
  async function scans(): Promise<number> {
    const [row] = await worker.query<{ scans: number }>(
      `SELECT coalesce(sum(pg_stat_get_xact_numscans(c.oid)), 0)::int AS scans FROM pg_class c
        JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'r' AND nspname = 'public'`,
    );
    return row?.scans ?? 0;
  }

  async function inTransaction(sql: string): Promise<Effect> {
    await worker.execute("BEGIN");
    const before = await scans();
    await worker.execute(sql);
    const after = await scans();
    const held = await locks(await pidOf(worker));
    await worker.execute("COMMIT");
    return { locks: held, scans: after > before };
  }

  /** Waits for a transaction that has written to the table, so that there is time to look; another one writes meanwhile. */
  async function concurrently(sql: string, table: string): Promise<Effect> {
    const pid = await pidOf(worker);
    await writer.execute(`BEGIN; LOCK TABLE ${table} IN ROW EXCLUSIVE MODE`);
    const build = worker.execute(sql);
    const held = await heldBy(pid);
    await watcher.execute(
      `SET lock_timeout = 1000; BEGIN; LOCK TABLE ${table} IN ROW EXCLUSIVE MODE; ROLLBACK`,
    );
    await writer.execute("COMMIT");
    await build;
    return { locks: held, scans: false };
  }

  async function heldBy(pid: number): Promise<readonly string[]> {
    const held = await locks(pid);
    return held.length > 0 ? held : heldBy(pid);
  }

  function effectOf({ sql, transaction }: Statement, table: string): Promise<Effect> {
    return transaction === "outside" ? concurrently(sql, table) : inTransaction(sql);
  }

  const able = cases.filter(({ name }) => (NEEDS[name] ?? 0) <= major);
  it.each(able.map((golden) => [golden.name, golden] as const))("%s locks as said", async (_, golden) => {
    await worker.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    const { upgrade, downgrade } = await goldenTrip(golden, worker);
    for (const op of [...upgrade, ...downgrade]) {
      const plan = compile(op, "postgres", worker.server);
      const table = "table" in op && "name" in op.table ? `"${op.table.name}"` : "";
      for (const statement of plan.kind === "statements" ? plan.statements : []) {
        const said = [...wholeEffects(major), ...EFFECTS].find(([form]) => form.test(statement.sql))?.[1];
        const effect = await effectOf(statement, table);
        if (said === undefined) expect(statement.sql).toMatch(NOT_A_RECIPE);
        else expect([statement.sql, effect]).toEqual([statement.sql, said]);
      }
    }
  });

  it("a partition that came since the revision was written gets its part with the table", async () => {
    await worker.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    const golden = cases.find(({ name }) => name === "online/partitions");
    const { upgrade = [] } = golden === undefined ? {} : await goldenTrip(golden, worker);
    await worker.execute("CREATE TABLE since PARTITION OF events FOR VALUES FROM (2) TO (3)");
    for (const op of upgrade) {
      const plan = compile(op, "postgres", worker.server);
      for (const { sql } of plan.kind === "statements" ? plan.statements : []) await worker.execute(sql);
    }
    const rows = await worker.query<{ names: string }>(
      `SELECT string_agg(i.relname, ' ' ORDER BY i.relname) FILTER (WHERE x.indisvalid) AS names
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid IN ('since'::regclass, 'events'::regclass)`,
    );
    expect(rows).toEqual([
      { names: "events_kind events_pkey one_place since_kind_idx since_pkey since_place_month_key" },
    ]);
  });

  it("without the recipe, all rows are read while nobody can write", async () => {
    await worker.execute(
      "DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE t (a int); INSERT INTO t VALUES (1)",
    );
    const read = { locks: ["AccessExclusiveLock"], scans: true };
    expect(await inTransaction("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)")).toEqual(read);
    expect(await inTransaction("ALTER TABLE t ALTER COLUMN a SET NOT NULL")).toEqual(read);
    expect(await inTransaction("CREATE INDEX i ON t (a)")).toMatchObject({ locks: ["ShareLock"] });
  });
});
