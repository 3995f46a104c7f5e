import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { hooked, type Hooked } from "./testing/hooked.ts";

let bench: Hooked;
beforeEach(async () => {
  bench = await hooked();
});
afterEach(() => bench.end());

describe("includeName", () => {
  it("keeps what it leaves out from being created, and from being dropped", async () => {
    await bench.query("CREATE TABLE legacy_visits (id integer)");
    await bench.configured("includeName: (name, kind) => !(kind === 'table' && name.startsWith('legacy_'))");
    await bench.autogenerate();
    const text = Object.values(await bench.project.revisions()).join("");
    expect([text.includes('"users"'), text.includes("legacy_")]).toEqual([true, false]);
    expect((await bench.onDatabase("upgrade", "head")).code).toBe(0);
    expect((await bench.onDatabase("check")).code).toBe(0);
    expect((await bench.onDatabase("diff", "database", "empty")).stdout).toBe("table users: removed\n");
  });
});

describe("includeObject", () => {
  it("is told all about an object, of both sides", async () => {
    await bench.query(
      "CREATE TABLE users (id integer PRIMARY KEY, name text, extra integer); CREATE INDEX by_hand ON users (name)",
    );
    await bench.configured(
      `includeObject: (object) => {
        const { kind, name, table, side, onBothSides } = object;
        process.stdout.write([kind, name, table, side, onBothSides, typeof object.definition].join(" ") + "\\n");
        return table !== "users" || onBothSides;
      }`,
    );
    const { code, stdout, stderr } = await bench.onDatabase("check");
    expect(code).toBe(1);
    expect(stdout).toBe("table legacy_users: added\n");
    expect(stderr).toContain("index by_hand users database false object");
    expect(stderr).toContain("column name users models true object");
    expect(stderr).toContain("table legacy_users  models false object");
  });
});

describe("operations", () => {
  const OWN = `const view = (kind, opposite, compile) => defineOperation({
      directive: (name) => ({ kind, name }),
      args: ({ name }) => [name],
      reverse: ({ name }) => ({ kind: opposite, name }),
      describe: ({ name }) => kind + " " + name,
      compile: ({ name }) => compile(name),
    });
    const createOne = view("createOne", "dropOne", (name) => "CREATE VIEW " + name + " AS SELECT 1 AS x");
    const dropOne = view("dropOne", "createOne", (name) => "DROP VIEW " + name);`;

  it("are directives of a revision, run, taken back, replayed and printed", async () => {
    await bench.configured("operations: { createOne, dropOne }", OWN);
    await bench.project.write({
      "revisions/0001_one.js": `export const revision = "0001"; export const downRevision = null;
        export function upgrade(op) { op.createOne("one"); }
        export function downgrade(op) { op.dropOne("one"); }`,
    });
    expect((await bench.project.run("upgrade", "head", "--sql")).stdout).toContain(
      "CREATE VIEW one AS SELECT 1 AS x;",
    );
    expect((await bench.onDatabase("upgrade", "head", "-v")).stderr).toContain("createOne one");
    expect(await bench.query("SELECT x FROM one")).toEqual([{ x: 1 }]);
    expect((await bench.project.run("check", "--against", "revisions")).code).toBe(1);
    expect((await bench.onDatabase("downgrade", "base")).code).toBe(0);
    expect(await bench.query("SELECT 1 FROM pg_views WHERE viewname = 'one'")).toEqual([]);
  });

  it("can be written by processRevision", async () => {
    await bench.configured(
      "operations: { createOne, dropOne }, processRevision: ({ message, upgrade }, { record }) => ({ message, upgrade: [...upgrade, ...record((op) => op.createOne('one'))] })",
      OWN,
    );
    expect((await bench.autogenerate()).code).toBe(0);
    const text = Object.values(await bench.project.revisions()).join("");
    expect(text).toMatch(
      /function upgrade[^]*op\.createOne\("one"\);[^]*function downgrade[^]*op\.dropOne\("one"\);/,
    );
  });

  it("cannot take the name of a directive of ours", async () => {
    await bench.configured("operations: { dropTable: createOne }", OWN);
    await bench.project.run("revision", "-m", "x");
    expect(await bench.onDatabase("upgrade", "head")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("op.dropTable"),
    });
  });
});

describe("onStep", () => {
  it("is called in the transaction of each revision, which it can undo", async () => {
    await bench.query("CREATE TABLE audit (what text)");
    await bench.configured(
      "onStep: async ({ revision, direction, message, tag }, { db }) => { await db.execute(sql`INSERT INTO audit VALUES (${[direction, revision, message, tag].join(' ')})`); if (revision === '0002') throw new Error('not this one'); }",
    );
    await bench.project.run("revision", "-m", "a");
    await bench.project.run("revision", "-m", "b");
    const { code, stderr } = await bench.onDatabase("upgrade", "head", "--tag", "v1");
    expect({ code, stderr }).toMatchObject({ code: 4, stderr: expect.stringContaining("not this one") });
    expect(await bench.query("SELECT what FROM audit")).toEqual([{ what: "upgrade 0001 a v1" }]);
    expect((await bench.onDatabase("current")).stdout).toBe("0001\n");
  });
});
