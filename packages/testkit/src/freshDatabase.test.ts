import { describe, expect, it } from "@jest/globals";
import pg from "pg";
import { freshDatabase, guardedRole, postgresMajors, postgresServer } from "./index.ts";

describe.each(postgresMajors())("a fresh database on PostgreSQL %i", (major) => {
  it("is empty, of the major asked for, and gone after drop", async () => {
    const database = await freshDatabase({
      major,
      sql: "CREATE TABLE t (n int); INSERT INTO t VALUES (1), (2)",
    });
    const client = await database.client();
    const { rows } = await client.query<{ version: string; n: string }>(
      "SELECT current_setting('server_version_num') AS version, (SELECT count(*) FROM t) AS n",
    );
    expect(Math.floor(Number(rows[0]?.version) / 10_000)).toBe(major);
    expect(rows[0]?.n).toBe("2");
    await database.drop();
    await expect(new pg.Client(database.url).connect()).rejects.toThrow(
      `database "${database.name}" does not exist`,
    );
  });

  it("may have a name that needs quoting everywhere", async () => {
    const database = await freshDatabase({ major, oddName: true });
    const client = await database.client();
    const { rows } = await client.query("SELECT current_database() AS name");
    expect(rows).toEqual([{ name: database.name }]);
    expect(decodeURIComponent(new URL(database.url).pathname.slice(1))).toBe(database.name);
    await database.drop();
  });

  it("shares one server, whoever asks at the same time", async () => {
    const servers = await Promise.all([1, 2, 3, 4].map(() => postgresServer(major)));
    expect(new Set(servers.map((server) => server.pid)).size).toBe(1);
  });

  it("lets in everyone but the guarded role without a password", async () => {
    const { host, port } = await postgresServer(major);
    const wrong = new pg.Client({ host, port, ...guardedRole, password: "wrong", database: "postgres" });
    await expect(wrong.connect()).rejects.toThrow("password authentication failed");
    const right = new pg.Client({ host, port, ...guardedRole, database: "postgres" });
    await right.connect();
    await right.end();
  });
});
