import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { type RoleOptions } from "@limbeck/model";
import { compile, operations, type Operation } from "@limbeck/operations";
import { freshDatabase, postgresMajors, type TestDatabase } from "@limbeck/testkit";

import { run } from "./testing/journey.ts";

const create = (name: string, options: RoleOptions = {}): Operation =>
  operations.createRole.directive(name, options);
const drop = (name: string): Operation => operations.dropRole.directive(name);

describe.each(postgresMajors())("roles on PostgreSQL %i", (major) => {
  let databases: readonly TestDatabase[];
  let one: Connection;
  let other: Connection;
  beforeEach(async () => {
    databases = [await freshDatabase({ major }), await freshDatabase({ major })];
    [one, other] = (await Promise.all(databases.map(({ url }) => connect(url)))) as [Connection, Connection];
  });
  afterEach(async () => {
    await one.close();
    await other.close();
    for (const database of databases) await database.drop();
    const after = await freshDatabase({ major });
    const connection = await connect(after.url);
    for (const { name } of await rolesLike(connection))
      await connection.execute(`DROP ROLE "${String(name)}"`);
    await connection.close();
    await after.drop();
  });

  it("are made with what is said, changed, and dropped again", async () => {
    await run(one, [create("test_role it's", { createDb: true, login: true, inherit: false })]);
    expect(await rolesLike(one)).toEqual([
      { name: "test_role it's", login: true, createDb: true, createRole: false, inherit: false },
    ]);
    const to = { createRole: true };
    await run(one, [operations.alterRole.directive("test_role it's", { from: { createDb: true }, to })]);
    expect(await rolesLike(one)).toEqual([
      // What the change does not speak of stays.
      { name: "test_role it's", login: true, createDb: false, createRole: true, inherit: false },
    ]);
    await run(one, [operations.alterRole.directive("test_role it's", to)]);
    expect(await rolesLike(one)).toMatchObject([{ login: false, createRole: true, inherit: true }]);
    await run(one, [drop("test_role it's")]);
    expect(await rolesLike(one)).toEqual([]);
  });

  it("that were there before stay as they are, both ways", async () => {
    await one.execute("CREATE ROLE test_role_before LOGIN CREATEDB");
    await run(one, [create("test_role_before"), drop("test_role_before")]);
    expect(await rolesLike(one)).toMatchObject([{ login: true, createDb: true }]);
  });

  it("that another database has made, or uses, stay", async () => {
    await run(one, [create("test_role_shared")]);
    await run(other, [create("test_role_shared"), drop("test_role_shared")]);
    expect(await rolesLike(one)).toHaveLength(1);
    await other.execute("CREATE TABLE t (); GRANT SELECT ON t TO test_role_shared");
    await run(one, [drop("test_role_shared")]);
    expect(await rolesLike(one)).toHaveLength(1);
    await other.execute("DROP TABLE t");
    await run(one, [drop("test_role_shared")]);
    expect(await rolesLike(one)).toEqual([]);
  });

  it("that own something here are not dropped", async () => {
    await run(one, [create("test_role_owner")]);
    await one.execute("CREATE TABLE t (); ALTER TABLE t OWNER TO test_role_owner");
    await expect(run(one, [drop("test_role_owner")])).rejects.toMatchObject({
      cause: { facts: { sqlstate: "2BP01", detail: "owner of table t" } },
    });
  });

  it("are made once by two databases at the same time", async () => {
    await one.execute("BEGIN");
    await run(one, [create("test_role_race")]);
    const waiting = run(other, [create("test_role_race")]);
    await untilLocked(one);
    await one.execute("COMMIT");
    await waiting;
    expect(await rolesLike(other)).toHaveLength(1);
  });
});

it("what a role already is, is not said again: from PostgreSQL 16 on that needs a right", () => {
  const op = operations.alterRole.directive("clerk", {
    from: { login: true },
    to: { login: true, inherit: false },
  });
  expect(compile(op, "postgres", { version: 180_000 })).toMatchObject({
    statements: [{ sql: 'ALTER ROLE "clerk" NOINHERIT' }],
  });
});

function rolesLike(connection: Connection): Promise<readonly Record<string, unknown>[]> {
  return connection.query(`SELECT rolname AS name, rolcanlogin AS login, rolcreatedb AS "createDb",
    rolcreaterole AS "createRole", rolinherit AS inherit FROM pg_roles WHERE rolname LIKE 'test\\_role%'`);
}

async function untilLocked(connection: Connection): Promise<void> {
  const waiting =
    "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%test_role_race%'";
  do {
    // In a transaction the server answers with what it saw when it was first asked.
    await connection.query("SELECT pg_stat_clear_snapshot()");
  } while ((await connection.query(waiting)).length === 0);
}
