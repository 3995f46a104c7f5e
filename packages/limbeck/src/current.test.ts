import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { catalogWitness, freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const file = (revision: string, down: string | null, upgrade = "", more = ""): string => `/**
 * step ${revision}
 */
export const revision = "${revision}";
export const downRevision = ${JSON.stringify(down)};
export const branchLabels = [];
export const dependsOn = [];
${more}
export function upgrade(op) {
  ${upgrade}
}
export function downgrade(op) {}
`;

let database: TestDatabase;
let project: TestProject;
beforeEach(async () => {
  database = await freshDatabase({});
  project = await testProject({
    "limbeck.config.mjs": 'export default { revisionIds: "sequential" };\n',
    "revisions/0001_first.js": file("0001", null),
    "revisions/0002_second.js": file("0002", "0001", 'op.execute("SELECT 1");'),
    ".env": `DATABASE_URL=${database.url}\n`,
  });
});
afterEach(async () => {
  await project.remove();
  await database.drop();
});

async function json(...argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse((await project.run(...argv, "--json")).stdout) as Readonly<Record<string, unknown>>;
}

describe("current", () => {
  it("-v tells parents, path and message of each row, and of which database", async () => {
    await project.run("upgrade", "head");
    const { stdout } = await project.run("current", "-v");
    const [title = "", ...rest] = stdout.split("\n");
    expect(title).toMatch(/^Current revision\(s\) for postgres(ql)?:\/\/.*:$/);
    expect(rest.join("\n")).toBe(`Rev: 0002 (head)
Parent: 0001
Path: ${join("revisions", "0002_second.js")}

    step 0002

`);
    expect((await project.run("current")).stdout).toBe("0002 (head)\n");
  });

  it("shows what a row stands for on another line, as Alembic does", async () => {
    await project.write({
      "revisions/other.js": file("0003", null),
      "revisions/needing.js": file("0004", "0002").replace("dependsOn = []", 'dependsOn = ["0003"]'),
    });
    await project.run("upgrade", "heads");
    expect(await json("current")).toMatchObject({ rows: ["0004"], atHeads: true });
    expect((await project.run("current")).stdout).toBe("0003 (effective head)\n0004 (head)\n");
  });

  it("and check tell which revisions were changed after they had been applied, and that is no failure", async () => {
    await project.write({
      "limbeck.config.mjs": 'export default { revisionIds: "sequential", schema: "./schema.mjs" };\n',
      "schema.mjs": "export {};\n",
    });
    await project.run("upgrade", "head");
    expect((await project.run("current", "-v")).stderr).toBe("");
    await project.write({ "revisions/0002_second.js": file("0002", "0001", 'op.execute("SELECT 2");') });
    const current = await project.run("current", "-v");
    expect([current.code, current.stderr]).toEqual([
      0,
      expect.stringMatching(
        /^WARN {2}0002 was changed \(revisions\/0002_second\.js:\d+\) after its upgrade of/,
      ),
    ]);
    expect((await project.run("current")).stderr).toBe("");
    expect(await json("current")).toMatchObject({
      changed: [{ revision: "0002", line: expect.any(Number), applied: { direction: "upgrade" } }],
    });
    const check = await project.run("check");
    expect([check.code, check.stderr]).toEqual([
      0,
      expect.stringMatching(
        /WARN {2}0002 was changed \(revisions\/0002_second\.js:\d+\) after its upgrade of/,
      ),
    ]);
    expect(await json("check")).toMatchObject({ differences: [], changed: [{ revision: "0002" }] });
  });

  it("tells of a revision that stopped half-way", async () => {
    const loose = "export const transaction = false;";
    const half = 'op.execute("CREATE TABLE half (n int)"); op.execute("SELECT nonsense");';
    await project.write({ "revisions/0003_third.js": file("0003", "0002", half, loose) });
    expect((await project.run("upgrade", "head")).code).toBe(4);
    expect((await project.run("current")).stderr).toMatch(
      /^WARN {2}half-run 0003: 1 statement done by its upgrade of /,
    );
    const down = await project.run("downgrade", "0001", "--yes");
    expect([down.code, down.stderr]).toEqual([3, expect.stringContaining("Revision 0003 is half-run")]);
    expect(await json("current")).toMatchObject({
      rows: ["0002"],
      halfRun: [{ revision: "0003", done: 1, direction: "upgrade" }],
      unfinished: [{ revision: "0003", partial: false }],
    });
    expect((await project.run("stamp", "head")).stderr).toContain("0003 does not count as half-run");
    expect((await project.run("current")).stderr).toBe("");
  });

  it("works for a role that may only read, in all its forms, and creates nothing", async () => {
    const before = await catalogWitness(await database.client());
    expect((await project.run("current", "-v")).code).toBe(0);
    expect(await catalogWitness(await database.client())).toEqual(before);

    await project.run("upgrade", "head");
    const role = `only_reads_${database.name}`;
    await database.execute(
      `CREATE ROLE "${role}" LOGIN; GRANT SELECT ON limbeck_version, limbeck_history TO "${role}"`,
    );
    const url = new URL(database.url);
    url.username = role;
    const at = ["--url", url.href];
    try {
      expect((await project.run("current", "-v", ...at)).stderr).toBe("");
      expect(await json("current", ...at)).toMatchObject({ rows: ["0002"], changed: [], unfinished: [] });
      await database.execute(`REVOKE ALL ON limbeck_history FROM "${role}"`);
      expect((await project.run("current", "-v", ...at)).stderr).toBe(
        "INFO  the history cannot be read by this role\n",
      );
      expect((await project.run("current", ...at)).stdout).toBe("0002 (head)\n");
    } finally {
      await database.execute(`DROP OWNED BY "${role}"; DROP ROLE "${role}"`);
    }
  });
});

describe("a revision that no file has", () => {
  const git = (...args: readonly string[]): string => {
    const identity = [
      "-c",
      "user.name=Ada",
      "-c",
      "user.email=ada@example.org",
      "-c",
      "commit.gpgsign=false",
    ];
    const { stdout, stderr, status } = spawnSync("git", [...identity, ...args], {
      cwd: project.folder,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };

  async function lose(): Promise<void> {
    await project.run("upgrade", "head", "--tag", "release 7");
    await rm(join(project.folder, "revisions/0002_second.js"));
  }

  it("is told with what the history knows, and what can be done", async () => {
    await lose();
    const { code, stderr } = await project.run("upgrade", "head");
    expect(code).toBe(3);
    expect(stderr).toMatch(/at "?0002"?.*step 0002.*upgrade of \d{4}-.* by .*release 7/);
    expect(stderr).toMatch(/hint .*stamp --purge/);
    expect(await json("current")).toMatchObject({
      unknown: ["0002"],
      lost: [{ revision: "0002", tag: "release 7" }],
    });
  });

  it("is looked for on the branches of git, whatever is checked out", async () => {
    git("init", "-q", "-b", "main");
    git("add", "limbeck.config.mjs", "revisions/0001_first.js");
    git("commit", "-q", "-m", "first");
    git("checkout", "-q", "-b", "feature/second");
    git("add", "revisions");
    git("commit", "-q", "-m", "second");
    await project.run("upgrade", "head");
    git("checkout", "-q", "main");
    const { code, stderr } = await project.run("upgrade", "head");
    expect([code, stderr]).toEqual([3, expect.stringMatching(/hint {2}In git 0002 is on feature\/second: /)]);
    expect(await json("downgrade", "-1")).toMatchObject({
      error: { code: "database-revision-unknown", facts: { branches: { "0002": ["feature/second"] } } },
    });
    expect((await project.run("current")).stderr).toMatch("in git on feature/second");
  });

  it("leaves heads, history and stamp --purge working", async () => {
    await lose();
    expect((await project.run("heads")).stdout).toBe("0001 (head)\n");
    expect((await project.run("history")).stdout).toBe("<base> -> 0001 (head), step 0001\n");
    expect((await project.run("stamp", "head", "--purge")).code).toBe(0);
    expect((await project.run("current")).stdout).toBe("0001 (head)\n");
  });
});

describe("what was made by hand already", () => {
  it("fails with a hint at check and stamp", async () => {
    await project.write({
      "revisions/0003_third.js": file(
        "0003",
        "0002",
        'op.createTable("t", { columns: [{ name: "n", type: "integer" }] });',
      ),
    });
    await database.execute("CREATE TABLE t (n int)");
    const { code, stderr } = await project.run("upgrade", "head");
    expect([code, stderr]).toEqual([
      4,
      expect.stringMatching(/already exists[^]*hint .*limbeck check.*limbeck stamp/),
    ]);
  });
});

it("-q silences stderr and never the answer", async () => {
  const upgraded = await project.run("upgrade", "head", "-q");
  expect(upgraded).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await project.run("current", "-q")).toEqual({ code: 0, stdout: "0002 (head)\n", stderr: "" });
  expect((await project.run("downgrade", "-1", "--dry-run", "-q")).stdout).toMatch(
    "-- downgrade 0002 -> 0001",
  );
});

it("a step is told on stderr as in a log", async () => {
  const { stderr } = await project.run("upgrade", "head");
  expect(stderr.replace(/\d+ ms/g, "N ms")).toBe(
    "INFO  running upgrade <base> -> 0001, step 0001  (N ms)\nINFO  running upgrade 0001 -> 0002, step 0002  (N ms)\n",
  );
  const { stderr: down } = await project.run("downgrade", "base");
  expect(down).toMatch(
    /^INFO {2}running downgrade 0002 -> 0001, step 0002 {2}\(\d+ ms\)\nINFO {2}running downgrade 0001 -> <base>, /,
  );
});
