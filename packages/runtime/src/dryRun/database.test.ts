import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection, type DrizzleDatabase, fromClient } from "@limbeck/database";
import { catalogWitness, failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { sql } from "drizzle-orm";

import { tryDowngrade, tryUpgrade, upgrade } from "../index.ts";
import { project } from "../testing/project.ts";
import { LOCKS, shop, words } from "../testing/shop.ts";

let database: TestDatabase;
let connection: Connection;
beforeEach(async () => {
  database = await freshDatabase();
  connection = await connect(database.url);
});
afterEach(async () => {
  await connection.close();
  await database.drop();
});

const witness = async (): Promise<readonly string[]> => catalogWitness(await database.client());

// pg_locks shows the whole server: other tests hold locks of their own databases meanwhile.
const LOCKS_HELD = `SELECT granted FROM pg_locks
  WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** The runtime does not know the type of the user's Drizzle. */
const typed = (db: object): DrizzleDatabase => db as DrizzleDatabase;

describe("on the database", () => {
  it("runs all of it, tells the locks, and leaves no trace", async () => {
    await upgrade({ connection, ...shop, target: "a" });
    await connection.execute("INSERT INTO people VALUES (1)");
    const before = await witness();
    const tried = await tryUpgrade({ connection, ...shop, target: "head" });
    expect(tried.rows).toEqual(["a"]);
    expect(tried.steps).toMatchObject([{ revision: "b", downRevisions: ["a"], direction: "upgrade" }]);
    expect(tried.steps[0]?.statements.map(({ locks }) => words(locks))).toEqual(LOCKS);
    expect(await witness()).toEqual(before);
    expect((await tryDowngrade({ connection, ...shop, target: "base" })).steps).toHaveLength(1);
    expect(await witness()).toEqual(before);
  });

  it("makes no version table, and holds the migration lock with both sessions", async () => {
    const before = await witness();
    const holder = await connect(database.url);
    const locks: unknown[] = [];
    const watching = project({
      revision: "a",
      upgrade: (op) =>
        op.run(async () => {
          locks.push(...(await holder.query(LOCKS_HELD)));
        }),
    });
    expect(
      (await tryUpgrade({ connect: () => connect(database.url), ...watching, target: "head" })).steps,
    ).toHaveLength(1);
    expect(locks).toEqual([{ granted: true }, { granted: true }]);
    expect(await witness()).toEqual(before);
    await holder.close();
  });

  it("takes back what went before a revision that fails, and says that nothing is left", async () => {
    const broken = project(
      { revision: "a", upgrade: (op) => op.execute("CREATE TABLE t (n int)") },
      { revision: "b", upgrade: (op) => op.execute("ALTER TABLE t ADD CHECK (nonsense > 1)") },
    );
    const error = await failure(tryUpgrade({ connection, ...broken, target: "head" }));
    expect(error).toMatchObject({ code: "migration-failed", exit: 4 });
    expect(error.message).toMatch(
      /^Dry run: The upgrade of revision b failed at .*nonsense.*all of it was taken back/,
    );
    expect(error.facts).toMatchObject({ dryRun: true, completed: [], revision: "b" });
    expect(await connection.query("SELECT to_regclass('t') AS t")).toEqual([{ t: null }]);
  });

  it("names what must stand outside a transaction, and goes on", async () => {
    await connection.execute("CREATE TABLE t (n int); CREATE TYPE mood AS ENUM ('fine')");
    const outside = project({
      revision: "a",
      transaction: false,
      upgrade: (op) => {
        op.execute("CREATE INDEX CONCURRENTLY ON t (n)");
        op.addEnumValue("mood", "odd");
        op.execute("SELECT 'odd'::mood");
        op.execute("ALTER TABLE t ADD m int");
      },
    });
    const { steps } = await tryUpgrade({ connection, ...outside, target: "head" });
    expect(steps[0]?.statements.map(({ untried }) => untried)).toEqual([
      "it must stand outside a transaction",
      undefined,
      "it uses an enum value that must be committed first",
      undefined,
    ]);
    const error = await failure(
      tryUpgrade({
        connection,
        ...project({
          revision: "a",
          upgrade: (op) => {
            op.execute("CREATE INDEX CONCURRENTLY mine ON t (n)");
            op.execute("DROP INDEX mine");
          },
        }),
        target: "head",
      }),
    );
    expect(error.hint).toMatch(/only because this was not tried: .*CONCURRENTLY/);
  });

  it("checks what only a COMMIT checks", async () => {
    const deferred = project({
      revision: "a",
      upgrade: (op) =>
        op.execute(
          "CREATE TABLE t (n int UNIQUE DEFERRABLE INITIALLY DEFERRED); INSERT INTO t VALUES (1); INSERT INTO t VALUES (1)",
        ),
    });
    const error = await failure(tryUpgrade({ connection, ...deferred, target: "head" }));
    expect(error.message).toMatch(/failed at "COMMIT": .*duplicate key/);
    const checking = project({ revision: "a", upgrade: (op) => op.execute("SET CONSTRAINTS ALL IMMEDIATE") });
    const { steps } = await tryUpgrade({ connection, ...checking, target: "head" });
    expect(steps[0]?.statements[0]?.untried).toMatch(/constraints/);
  });

  it.each([
    ["COMMIT", "CREATE TABLE leak (n int); COMMIT; CREATE TABLE leak2 (n int)"],
    ["COMMIT alone", "COMMIT"],
    ["ROLLBACK", "ROLLBACK"],
  ])("lets no %s of a revision leave anything", async (_, text) => {
    const before = await witness();
    const leaking = project({
      revision: "a",
      upgrade: (op) => {
        op.execute("CREATE TABLE first (n int)");
        op.execute(text);
      },
    });
    const error = await failure(tryUpgrade({ connection, ...leaking, target: "head" }));
    expect(error.message).toMatch("it ended the transaction of its revision");
    expect(await witness()).toEqual(before);
  });

  it("runs callbacks, which are told, on the same transaction", async () => {
    const seen: unknown[] = [];
    const calling = project({
      revision: "a",
      upgrade: (op) => {
        op.execute("CREATE TABLE t (n int)");
        op.run(async ({ db, context }) => {
          seen.push(context.dryRun);
          await typed(db).execute(sql`INSERT INTO t VALUES (1)`);
        });
        op.execute("ALTER TABLE t ADD CHECK (n = 1)");
      },
    });
    const options = { dryRun: true };
    const { steps } = await tryUpgrade({ connection, ...calling, target: "head", options });
    expect(seen).toEqual([true]);
    expect(steps[0]?.statements.map(({ statement }) => statement !== undefined)).toEqual([true, false, true]);
  });

  it("gives way to the application, and tries again", async () => {
    await upgrade({ connection, ...shop, target: "a" });
    const other = await connect(database.url);
    await other.execute("BEGIN; LOCK TABLE carts");
    const kinds: string[] = [];
    const options = {
      lockTimeout: 50,
      retryPause: 10,
      report: ({ kind }: { readonly kind: string }) => {
        kinds.push(kind);
        if (kind === "stepRetried") void other.execute("ROLLBACK");
      },
    };
    const { steps } = await tryUpgrade({ connection, ...shop, target: "head", options });
    expect(steps).toHaveLength(1);
    expect(kinds).toContain("stepRetried");
    await other.close();
  });

  it("leaves an application's transaction open, with what it holds", async () => {
    const client = await database.client();
    const own = await fromClient(client);
    await client.query("BEGIN; CREATE TABLE kept (n int)");
    await tryUpgrade({ connection: own, ...shop, target: "head" });
    await client.query("COMMIT");
    expect(
      await connection.query("SELECT to_regclass('kept') AS kept, to_regclass('carts') AS carts"),
    ).toEqual([{ kept: "kept", carts: null }]);
  });
});
