import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection, fromClient } from "@limbeck/database";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { eq, sql } from "drizzle-orm";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { type DrizzleDatabase } from "@limbeck/database";
import { downgrade, readRows, type RuntimeEvent, upgrade, versionTable } from "./index.ts";
import { project } from "./testing/project.ts";

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

/** The runtime does not know the type of the user's Drizzle. */
const typed = ({ db }: { readonly db: object }): DrizzleDatabase => db as DrizzleDatabase;

const people = pgTable("people", { id: integer().primaryKey(), name: text(), greeting: text() });

describe("op.run", () => {
  const moving = project(
    {
      revision: "a",
      upgrade: (op) => {
        op.createTable("people", {
          columns: [
            { name: "id", type: "integer" },
            { name: "name", type: "text" },
          ],
          primaryKey: ["id"],
        });
        op.bulkInsert("people", [
          { id: 1, name: "Ada" },
          { id: 2, name: "Grace" },
        ]);
      },
    },
    {
      revision: "b",
      message: "greet",
      upgrade: (op) => {
        op.addColumn("people", { name: "greeting", type: "text" });
        op.run(async (scope) => {
          const { context } = scope;
          const db = typed(scope);
          expect(context.direction).toBe("upgrade");
          for (const { id, name } of await db.select({ id: people.id, name: people.name }).from(people))
            await db
              .update(people)
              .set({ greeting: `Hello ${name ?? ""}` })
              .where(eq(people.id, id));
          await db.transaction((inner) => inner.execute(sql`SELECT 1`));
        });
        op.alterColumn("people", "greeting", { nullable: false });
      },
      downgrade: (op) => op.dropColumn("people", "greeting"),
    },
  );

  it("moves data between a new column and its NOT NULL, in one transaction", async () => {
    await upgrade({ connection, ...moving, target: "head" });
    expect(await connection.query("SELECT greeting FROM people ORDER BY id")).toEqual([
      { greeting: "Hello Ada" },
      { greeting: "Hello Grace" },
    ]);
    const [column] = await connection.query(
      "SELECT attnotnull FROM pg_attribute WHERE attrelid = 'people'::regclass AND attname = 'greeting'",
    );
    expect(column).toEqual({ attnotnull: true });
  });

  it("that fails is taken back, and tells file, line and the statement that Drizzle sent", async () => {
    const failing = (call: (db: DrizzleDatabase) => Promise<unknown>) =>
      project({
        revision: "a",
        upgrade: (op) => {
          op.execute("CREATE TABLE t (n int)");
          op.run(async (scope) => {
            await call(typed(scope));
          });
        },
      });
    const locate = (stack: string) => (stack.includes("run.test.ts") ? { file: "a.ts", line: 7 } : undefined);
    const run = (call: (db: DrizzleDatabase) => Promise<unknown>) =>
      failure(upgrade({ connection, ...failing(call), target: "head", options: { locate } }));

    const refused = await run((db) => db.execute(sql`SELECT nonsense`));
    expect(refused).toMatchObject({
      code: "migration-failed",
      facts: {
        operation: "code: op.run",
        statement: "SELECT nonsense",
        sqlstate: "42703",
        takenBack: true,
        file: "a.ts",
        line: 7,
      },
    });
    const thrown = await run(() => Promise.reject(new TypeError("oh no")));
    expect(thrown.message).toContain('failed at "code: op.run": oh no; all of it was taken back');
    const swallowed = await run((db) => db.execute(sql`SELECT nonsense`).catch(() => undefined));
    expect(swallowed.message).toContain("a statement in it failed, and it went on");
    expect(await connection.query("SELECT to_regclass('t') AS t")).toEqual([{ t: null }]);
  });
});

describe("a new enum value", () => {
  const enums = (...uses: readonly string[]) =>
    project(
      { revision: "a", upgrade: (op) => op.createEnum("status", ["todo"]) },
      {
        revision: "b",
        upgrade: (op) => {
          op.addEnumValue("status", "blocked");
          op.addEnumValue("status", "it's done", { after: "blocked" });
          for (const use of uses) op.execute(use);
        },
      },
    );
  const values = async () =>
    (await connection.query<{ v: string }>("SELECT enumlabel AS v FROM pg_enum ORDER BY enumsortorder")).map(
      ({ v }) => v,
    );

  it("is committed ahead where the revision uses it", async () => {
    const input = {
      connection,
      ...enums("CREATE TABLE t (s status DEFAULT 'it''s done'); INSERT INTO t DEFAULT VALUES"),
    };
    await upgrade({ ...input, target: "head" });
    expect(await connection.query("SELECT s FROM t")).toEqual([{ s: "it's done" }]);
    expect(await values()).toEqual(["todo", "blocked", "it's done"]);
  });

  it("stays if the revision fails, which the error says, and the next run goes on", async () => {
    const error = await failure(
      upgrade({ connection, ...enums("SELECT 'it''s done'::nonsense"), target: "head" }),
    );
    expect(error.facts).toMatchObject({
      takenBack: false,
      kept: ["enum status: value 'blocked' added", "enum status: value 'it's done' added"],
    });
    expect(await values()).toEqual(["todo", "blocked", "it's done"]);
    await upgrade({ connection, ...enums("SELECT 'it''s done'::status"), target: "head" });
    expect(await readRows(connection, versionTable())).toEqual(["b"]);
  });

  it("goes with its transaction where nothing uses it", async () => {
    const error = await failure(upgrade({ connection, ...enums("SELECT nonsense"), target: "head" }));
    expect(error.facts).toMatchObject({ takenBack: true, kept: [] });
    expect(await values()).toEqual(["todo"]);
  });

  it("of a type that the revision makes itself needs no commit", async () => {
    const whole = project({
      revision: "a",
      upgrade: (op) => {
        op.createEnum("status", ["todo"]);
        op.addEnumValue("status", "blocked");
        op.execute("CREATE TABLE t (s status DEFAULT 'blocked'); INSERT INTO t DEFAULT VALUES");
      },
    });
    await upgrade({ connection, ...whole, target: "head", options: { transaction: "all" } });
    expect(await values()).toEqual(["todo", "blocked"]);
  });

  it("is committed where it stands, if its type was made before in a transaction that has ended", async () => {
    const apart = project({
      revision: "a",
      upgrade: (op) => {
        op.createEnum("status", ["todo"]);
        op.createTable("t", { columns: [{ name: "s", type: "status" }] });
        op.autocommit((op) => op.createIndex("t", { name: "t_s", columns: ["s"] }, { concurrently: true }));
        op.addEnumValue("status", "blocked");
        op.execute("INSERT INTO t VALUES ($$blocked$$)");
        op.addEnumValue("status", "late");
        op.execute("INSERT INTO t VALUES ('late'), ('nonsense')");
      },
    });
    const input = { connection, ...apart, target: "head" };
    const error = await failure(upgrade(input));
    expect(error.facts).toMatchObject({ takenBack: false, reason: expect.stringMatching(/nonsense/) });
    expect(await connection.query("SELECT s FROM t")).toEqual([{ s: "blocked" }]);
    // The next run finds it as far as it is, and stops at the same place.
    expect((await failure(upgrade(input))).facts).toMatchObject({
      reason: expect.stringMatching(/nonsense/),
    });
    await connection.execute("ALTER TYPE status ADD VALUE 'nonsense'");
    await upgrade(input);
    expect(await connection.query("SELECT s::text FROM t ORDER BY s")).toEqual([
      { s: "blocked" },
      { s: "late" },
      { s: "nonsense" },
    ]);
  });
});

describe("an interrupt", () => {
  const sleeping = project(
    { revision: "a" },
    {
      revision: "b",
      upgrade: (op) => {
        op.execute("CREATE TABLE t (n int)");
        op.execute("SELECT pg_sleep(60)");
      },
      downgrade: (op) => op.execute("DROP TABLE t"),
    },
  );

  it.each(["connect", "own connection"])(
    "cancels the statement in hand and takes its revision back: %s",
    async (way) => {
      const abort = new AbortController();
      const report = (event: RuntimeEvent): void => {
        if (event.kind === "statementDone") setTimeout(() => abort.abort(), 20);
      };
      const open = () => connect(database.url, { signal: abort.signal });
      const access =
        way === "connect"
          ? { connect: open }
          : { connection: await fromClient(await database.client()), connect: () => connect(database.url) };
      const options = { report, signal: abort.signal };
      const error = await failure(upgrade({ ...access, ...sleeping, target: "head", options }));
      expect(error).toMatchObject({
        code: "cancelled",
        exit: 130,
        facts: { revision: "b", completed: ["a"], takenBack: true },
      });
      expect(await readRows(connection, versionTable())).toEqual(["a"]);
      expect(await connection.query("SELECT to_regclass('t') AS t")).toEqual([{ t: null }]);
    },
  );

  it("that ends the session leaves the database between two revisions, and the next run goes on", async () => {
    const report = (event: RuntimeEvent): void => {
      if (event.kind !== "statementDone") return;
      const end =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
      setTimeout(() => void connection.query(`${end} AND query LIKE '%pg_sleep%'`), 50);
    };
    const open = () => connect(database.url);
    const error = await failure(upgrade({ connect: open, ...sleeping, target: "head", options: { report } }));
    expect(error).toMatchObject({ code: "migration-failed", facts: { revision: "b", completed: ["a"] } });
    expect(await readRows(connection, versionTable())).toEqual(["a"]);
    const awake = project(
      { revision: "a" },
      { revision: "b", upgrade: (op) => op.execute("CREATE TABLE t (n int)") },
    );
    expect((await upgrade({ connect: open, ...awake, target: "head" })).rows).toEqual(["b"]);
  });

  it("that comes before anything does nothing", async () => {
    const options = { signal: AbortSignal.abort() };
    expect(await failure(downgrade({ connection, ...sleeping, target: "base", options }))).toMatchObject({
      code: "cancelled",
      exit: 130,
    });
  });
});
