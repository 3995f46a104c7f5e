import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { failure, freshDatabase, guardedRole, type TestDatabase } from "@limbeck/testkit";
import { connect, parseUrl } from "../index.ts";

describe("a failure to connect", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  function url(
    change: Partial<Record<"username" | "password" | "hostname" | "port" | "pathname" | "search", string>>,
  ) {
    return Object.assign(new URL(database.url), change).href;
  }

  it.each([
    ["password-wrong", { username: guardedRole.user, password: "wr0ng" }, /password authentication failed/],
    ["password-wrong", { username: guardedRole.user }, /password must be a string/],
    ["access-refused", { username: "nobody_at_all" }, /role "nobody_at_all" does not exist/],
    ["database-unknown", { pathname: "/no_such" }, /database "no_such" does not exist/],
    ["host-unknown", { hostname: "no-such-host.invalid" }, /no-such-host.invalid/],
    ["tls-refused", { search: "?sslmode=require" }, /does not support SSL/],
    ["database-unreachable", { port: "1" }, /ECONNREFUSED/],
    ["database-unreachable", { hostname: "localhost", port: "1" }, /ECONNREFUSED/],
  ] as const)("is %s for %j", async (code, change, words) => {
    const error = await failure(connect(url(change)));
    expect(error).toMatchObject({ code, exit: 2 });
    expect(error.facts["reason"]).toMatch(words);
    expect(error.message).toMatch(words);
    expect(error.hint).toBeDefined();
    expect(JSON.stringify([error.message, error.hint, error.facts])).not.toContain("wr0ng");
  });

  it("says so when something else than PostgreSQL answers, or nothing does", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address !== null ? String(address.port) : "";
    const sockets = new Set<{ destroy(): void }>();
    silent.on("connection", (socket) => sockets.add(socket));
    expect((await failure(connect(url({ port, search: "?connect_timeout=1" })))).code).toBe(
      "database-unreachable",
    );
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  it("says so when PGlite cannot start on its folder", async () => {
    const error = await failure(connect(`pglite://${join(import.meta.filename, "below")}`));
    expect(error).toMatchObject({ code: "database-unreachable", exit: 2 });
    expect(error.message).toMatch(/ENOTDIR|ENOENT|EEXIST/);
  });

  it("does without TLS where it is only preferred", async () => {
    const target = parseUrl(database.url);
    if (target.engine !== "postgres") throw new Error("expected a server");
    const connection = await connect({ ...target, ssl: "prefer" });
    expect(await connection.query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
    await connection.close();
    expect((await failure(connect({ ...target, ssl: "require" }))).code).toBe("tls-refused");
  });
});
