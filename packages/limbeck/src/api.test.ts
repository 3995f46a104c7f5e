import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { failure, freshDatabase, freshPool, scratchPglite, type TestDatabase } from "@limbeck/testkit";
import { drizzle } from "drizzle-orm/node-postgres";
import { drizzle as drizzleOnPostgresJs } from "drizzle-orm/postgres-js";
import pg from "pg";
import postgres from "postgres";

import {
  check,
  current,
  diff,
  downgrade,
  dryRun,
  ensureVersion,
  heads,
  history,
  init,
  log,
  revision,
  stamp,
  upgrade,
  upgradeSql,
} from "./index.ts";
import { type RunInput } from "./actions/access.ts";
import { testProject, type TestProject } from "./testing/project.ts";

const SCHEMA = `import { pgTable, serial, text } from "drizzle-orm/pg-core";
export const users = pgTable("users", { id: serial("id").primaryKey(), name: text("name") });
`;
const config = { schema: "./schema.ts", revisionIds: "sequential" } as const;

let database: TestDatabase;
let project: TestProject;
beforeEach(async () => {
  database = await freshDatabase({});
  project = await testProject({ "schema.ts": SCHEMA, "tsconfig.json": "{}" });
});
afterEach(async () => {
  await project.remove();
  await database.drop();
});

it("says what a call from JavaScript lacks, before anything is asked", async () => {
  // A program in JavaScript is held to no types.
  const wrong = (value: unknown): never => value as never;
  const calls: readonly (() => Promise<unknown>)[] = [
    () => upgrade(config, wrong(undefined)),
    () => downgrade(config, wrong({ dryRun: true })),
    () => stamp(config, wrong([])),
    () => diff(config, "models", wrong(7)),
    () => check(config, { against: wrong("model") }),
    () => upgrade(config, "head", wrong("yes")),
    () => revision(config, wrong(undefined)),
  ];
  for (const call of calls) {
    const { code, exit, hint } = await failure(call());
    expect({ code, exit }).toEqual({ code: "call-wrong", exit: 2 });
    expect(hint).toMatch(/^Call it like this: \w+\(config, /);
  }
});

describe("a program", () => {
  it("does what the command line does, on a URL", async () => {
    const cwd = project.folder;
    const onUrl = { ...config, url: () => Promise.resolve(database.url) };
    const written = await revision(config, { cwd, message: "first", autogenerate: true });
    expect(written).toMatchObject({ revision: "0001", losses: [], proof: { kind: "proved" } });
    expect(await upgrade(onUrl, "head", { cwd })).toMatchObject({ rows: ["0001"] });
    expect(await check(onUrl, { cwd })).toMatchObject({ against: "database", differences: [] });
    expect((await diff(onUrl, "empty", "database", { cwd })).operations).toHaveLength(1);
    expect(await history(config, { cwd })).toMatchObject([{ revision: "0001", head: true }]);
    expect(await heads(config, { cwd })).toHaveLength(1);
    expect(await downgrade(onUrl, "base", { cwd })).toMatchObject({ rows: [] });
    expect(await stamp(onUrl, "head", { cwd })).toMatchObject({ rows: ["0001"] });
    const at = { rows: ["0001"], unknown: [], atHeads: true, revisions: [{ revision: "0001", head: true }] };
    expect(await current(onUrl, { cwd })).toMatchObject({ ...at, changed: [], unfinished: [], lost: [] });
  });

  it("makes a project, and gets SQL for somebody else to run", async () => {
    const cwd = project.folder;
    const made = await init({ cwd, schema: "./schema.ts" });
    expect(made).toEqual({
      config: join(cwd, "limbeck.config.ts"),
      folder: join(cwd, "revisions"),
      revisions: 0,
      files: [],
    });
    await revision(config, { cwd, message: "first", autogenerate: true });
    await database.execute(await upgradeSql(config, "head", { cwd, tag: "v1" }));
    const onUrl = { ...config, url: database.url };
    expect(await current(onUrl, { cwd })).toMatchObject({ rows: ["0001"], changed: [] });
    expect(await log(onUrl, { cwd })).toMatchObject([{ revision: "0001", tag: "v1" }]);
  });

  it("hands over its own client, which stays open and in its transaction", async () => {
    const cwd = project.folder;
    await revision(config, { cwd, message: "first", autogenerate: true });
    const client = new pg.Client(database.url);
    await client.connect();
    await client.query("BEGIN");
    await upgrade(config, "head", { cwd, connection: client });
    expect(await check(config, { cwd, connection: client })).toMatchObject({ differences: [] });
    await client.query("ROLLBACK");
    expect(await current(config, { cwd, connection: client })).toMatchObject({ rows: [] });
    await client.end();
  });

  it("hands over its Drizzle database", async () => {
    const cwd = project.folder;
    await revision(config, { cwd, message: "first", autogenerate: true });
    const connection = drizzle({ client: freshPool(database.url, 10) });
    expect(await upgrade(config, "head", { cwd, connection })).toMatchObject({ rows: ["0001"] });
    expect(await check(config, { cwd, connection })).toMatchObject({ differences: [] });
    expect((await connection.execute("SELECT revision FROM limbeck_version")).rows).toEqual([
      { revision: "0001" },
    ]);
    await connection.$client.end();
  });

  it("brings several databases up at once, hears what happens, and prints nothing", async () => {
    const cwd = project.folder;
    await revision(config, { cwd, message: "first", autogenerate: true });
    const others = await Promise.all([freshDatabase({}), freshDatabase({})]);
    const written = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, "write"));
    const runs = [database, ...others].map(async ({ url }) => {
      const steps: string[] = [];
      const report: RunInput["report"] = ({ kind }) => void steps.push(kind);
      const { rows } = await upgrade({ ...config, url }, "head", { cwd, report });
      return { rows, ends: steps.at(-1) };
    });
    const ended = await Promise.all(runs);
    const calls = written.flatMap((spy) => spy.mock.calls);
    jest.restoreAllMocks();
    expect(ended).toEqual([1, 2, 3].map(() => ({ rows: ["0001"], ends: "stepFinished" })));
    expect(calls).toEqual([]);
    await Promise.all(others.map((each) => each.drop()));
  });

  it("tells its logger in words, each at a level, beside what hears the events", async () => {
    const cwd = project.folder;
    await revision(config, { cwd, message: "first", autogenerate: true });
    const told: string[] = [];
    const at = (level: string) => (text: string) => void told.push(`${level} ${text}`);
    const logger = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
    const kinds: string[] = [];
    const report: RunInput["report"] = ({ kind }) => void kinds.push(kind);
    await upgrade({ ...config, url: database.url }, "head", { cwd, logger, report });
    expect(told.map((line) => line.replace(/\d+ ms/, "N ms").replace(/ {2,}/g, " "))).toEqual([
      "debug 1/1 upgrade 0001",
      "debug table users: added N ms",
      "info running upgrade <base> -> 0001, first (N ms)",
    ]);
    expect(kinds).toContain("stepFinished");
  });

  it("ends a run by a signal", async () => {
    const cwd = project.folder;
    await revision(config, { cwd, message: "first", autogenerate: true });
    const abort = new AbortController();
    const report: RunInput["report"] = ({ kind }) => {
      if (kind === "stepStarted") abort.abort();
    };
    const onUrl = { ...config, url: database.url };
    const run = upgrade(onUrl, "head", { cwd, report, signal: abort.signal });
    await expect(run).rejects.toMatchObject({ code: "cancelled", exit: 130 });
    expect(await current(onUrl, { cwd })).toMatchObject({ rows: [] });
    expect(await upgrade(onUrl, "head", { cwd })).toMatchObject({ rows: ["0001"] });
  });

  it("makes the tables first, and tries what would run", async () => {
    const cwd = project.folder;
    await revision(config, { cwd, message: "first", autogenerate: true });
    const onUrl = { ...config, url: database.url };
    expect((await ensureVersion(onUrl, { cwd })).created).toEqual(["limbeck_version", "limbeck_history"]);
    const steps = [{ revision: "0001", statements: [{ operation: "table users: added", locks: [] }] }];
    expect(await dryRun(onUrl, "head", { cwd })).toMatchObject({ on: "scratch", rows: [], steps });
    expect(await dryRun(onUrl, "head", { cwd, onDatabase: true })).toMatchObject({ on: "database", steps });
    expect(await upgrade(onUrl, "head", { cwd })).toMatchObject({ rows: ["0001"] });
    const down = await dryRun(onUrl, "base", { cwd, direction: "downgrade" });
    // The table has no rows.
    expect(down.steps).toMatchObject([{ direction: "downgrade", losses: [] }]);
    expect(await current(onUrl, { cwd })).toMatchObject({ rows: ["0001"] });
  });

  it("hands over its pool, which gets its client back", async () => {
    const cwd = project.folder;
    await revision(config, { cwd, message: "first", autogenerate: true });
    const pool = freshPool(database.url);
    await upgrade(config, "head", { cwd, connection: pool });
    expect(await current(config, { cwd, connection: pool })).toMatchObject({ rows: ["0001"] });
    expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
    await pool.end();
  });

  it.each(["a client of postgres.js", "a Drizzle database on one"])("hands over %s", async (kind) => {
    const cwd = project.folder;
    await revision(config, { cwd, message: "first", autogenerate: true });
    const client = postgres(database.url, { max: 1, onnotice: () => undefined });
    const connection = kind.startsWith("a Drizzle") ? drizzleOnPostgresJs({ client }) : client;
    expect(await upgrade(config, "head", { cwd, connection })).toMatchObject({ rows: ["0001"] });
    expect(await check(config, { cwd, connection })).toMatchObject({ differences: [] });
    expect(await downgrade(config, "base", { cwd, connection })).toMatchObject({ rows: [] });
    // Its only session is its own again.
    expect([...(await client`SELECT revision FROM limbeck_version`)]).toEqual([]);
    const undone = client.begin(async (transaction) => {
      await upgrade(config, "head", { cwd, connection: transaction });
      expect(await current(config, { cwd, connection: transaction })).toMatchObject({ rows: ["0001"] });
      throw new Error("not today");
    });
    await expect(undone).rejects.toThrow("not today");
    expect(await current(config, { cwd, connection })).toMatchObject({ rows: [] });
    await client.end();
  });

  it("hands over its PGlite", async () => {
    const cwd = project.folder;
    await revision(config, { cwd, message: "first", autogenerate: true });
    const scratch = await scratchPglite({});
    await upgrade(config, "head", { cwd, connection: scratch.pglite });
    expect((await scratch.pglite.query("SELECT * FROM users")).rows).toEqual([]);
    await scratch.close();
  });

  it("gets an error that it can tell by its code", async () => {
    const cwd = project.folder;
    expect(await failure(upgrade(config, "head", { cwd }))).toMatchObject({ code: "database-missing" });
    expect(await failure(upgrade(config, "head", { cwd, connection: {} as never }))).toMatchObject({
      code: "client-unknown",
    });
  });

  it("is told of a misspelt option, which no type has seen, and of what is no configuration", async () => {
    const scheme: object = { scheme: "./schema.ts" };
    const unknown = { code: "config-option-unknown", hint: expect.stringContaining("Did you mean schema?") };
    expect(await failure(check(scheme))).toMatchObject(unknown);
    expect(await failure(check("./schema.ts" as never))).toMatchObject({ code: "config-invalid" });
  });

  it("stops a downgrade that loses data by throwing", async () => {
    const cwd = project.folder;
    const onUrl = { ...config, url: database.url };
    await revision(config, { cwd, message: "first", autogenerate: true });
    await upgrade(onUrl, "head", { cwd });
    await database.execute("INSERT INTO users DEFAULT VALUES");
    const approve = (): Promise<void> => Promise.reject(new Error("not today"));
    await expect(downgrade(onUrl, "base", { cwd, approve })).rejects.toThrow("not today");
    expect(await current(onUrl, { cwd })).toMatchObject({ rows: ["0001"] });
    expect(await downgrade(onUrl, "base", { cwd })).toMatchObject({
      rows: [],
      losses: [{ revision: "0001", count: { number: 1, precision: "exact" } }],
    });
  });
});
