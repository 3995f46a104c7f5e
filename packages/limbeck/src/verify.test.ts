import { afterEach, describe, expect, it } from "@jest/globals";

import { branchFile, branchProject } from "./testing/branches.ts";
import { type TestProject } from "./testing/project.ts";
import { chainOf, INDEX, NO_NOTE, TASKS, verified } from "./testing/verified.ts";

let project: TestProject;
afterEach(() => project.remove());

const POSTGRES = { "limbeck.config.mjs": "export default {};\n" };
const SQLITE = { "limbeck.config.mjs": 'export default { dialect: "sqlite" };\n' };

describe.each([
  ["PostgreSQL", POSTGRES],
  ["SQLite", SQLITE],
])("limbeck verify on %s", (_, config) => {
  const chain = (...bodies: readonly (readonly [string, string])[]): Promise<TestProject> =>
    branchProject(chainOf(...bodies), config);

  it("labels each downgrade by what came back", async () => {
    project = await chain(TASKS, INDEX, NO_NOTE, [
      'op.dropTable("tasks");',
      'op.irreversible("it is gone");',
    ]);
    const { code, stdout, stderr } = await project.run("verify", "--all");
    expect(stdout).toBe(`r1  exact         what r1 does
r2  exact         what r2 does
r3  lossy         what r3 does
    does not come back: values of tasks.note
r4  irreversible  what r4 does
    it is gone
`);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^ {2}tried {5}4 revisions on \w/)]);
    const [, { revisions }] = await verified(project, "--all");
    expect(revisions[2]).toEqual({
      revision: "r3",
      message: "what r3 does",
      file: expect.stringMatching(/r3\.js$/),
      kind: "proved",
      downgrade: "lossy",
      lost: [{ name: "tasks", column: "note" }],
    });
  });

  it("says whose it is what a revision prints, which is no part of the answer", async () => {
    const print = (text: string): string => `process.stdout.write("${text}\\nand more\\n");`;
    project = await chain(TASKS, [print("going up"), print("down")]);
    const { stdout, stderr } = await project.run("verify", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ revisions: [{ downgrade: "exact" }] });
    const lines = stderr.split("\n").filter((line) => /going|more|down/.test(line));
    const up = ["  r2 upgrade  going up", "  r2 upgrade  and more"];
    expect(lines).toEqual([...up, "  r2 downgrade  down", "  r2 downgrade  and more", ...up]);
  });

  it("fails where a downgrade forgets something, says what, and goes on", async () => {
    project = await chain(TASKS, [INDEX[0], ""], NO_NOTE);
    const { code, stdout } = await project.run("verify", "--all");
    expect([code, stdout]).toEqual([
      4,
      `r1  exact         what r1 does
r2  failed        what r2 does
    after the downgrade, this would still have to be done:
      index tasks_title on tasks: removed
r3  lossy         what r3 does
    does not come back: values of tasks.note
`,
    ]);
  });

  it("fails where an upgrade fails on rows only, which an empty table would never show", async () => {
    project = await chain(TASKS, [
      'op.alterColumn("tasks", "note", { nullable: { from: true, to: false } });',
      'op.alterColumn("tasks", "note", { nullable: { from: false, to: true } });',
    ]);
    const [code, { revisions }] = await verified(project);
    expect([code, revisions]).toEqual([
      4,
      [expect.objectContaining({ kind: "failed", station: "upgrade", onRows: true })],
    ]);
    expect((await project.run("verify")).stdout).toMatch(
      /the upgrade fails at "column tasks\.note: .*", on tables that have rows: .*null[^]*\n +revisions\/r2\.js:\d+\n/i,
    );
  });

  it("fails where the downgrade needs values that are gone", async () => {
    const required = '{ name: "title", type: "text", nullable: false }';
    project = await chain(TASKS, ['op.dropColumn("tasks", "title");', `op.addColumn("tasks", ${required});`]);
    expect(await verified(project)).toMatchObject([
      4,
      { revisions: [{ kind: "failed", station: "downgrade", onRows: true }] },
    ]);
  });

  it("runs code of revisions, with rows, and sees what it does to them", async () => {
    const run = (sql: string): string =>
      `op.run(async ({ op, context }) => { if (context.replay) await op.execute("${sql}"); });`;
    project = await chain(
      TASKS,
      [run("UPDATE tasks SET title = 'x' || title"), run("UPDATE tasks SET title = substr(title, 2)")],
      [run("UPDATE tasks SET title = 'x' || title"), ""],
      [`op.execute("INSERT INTO tasks VALUES (1, 'a', 'b')");`, ""],
    );
    const [code, { revisions }] = await verified(project, "--all");
    expect(revisions.slice(1)).toMatchObject([
      { downgrade: "exact" },
      { downgrade: "lossy", lost: [{ name: "tasks", column: "title" }] },
      { kind: "failed", station: "second upgrade" },
    ]);
    expect(code).toBe(4);
  });

  it("says what cannot be proved, because what it needs does not run", async () => {
    project = await chain(TASKS, ['op.execute("NONSENSE");', ""], NO_NOTE);
    expect(await verified(project, "--all")).toMatchObject([
      4,
      {
        revisions: [
          { kind: "proved" },
          { kind: "failed", station: "upgrade", operation: expect.stringMatching("NONSENSE") },
          { kind: "unproved", reason: expect.stringMatching(/^revision r2, which it needs, cannot run/) },
        ],
      },
    ]);
  });

  it("proves branches each by itself, and their merge with both", async () => {
    const column = (name: string): readonly [string, string] => [
      `op.addColumn("tasks", { name: "${name}", type: "text" });`,
      `op.dropColumn("tasks", "${name}");`,
    ];
    project = await branchProject(
      {
        a: branchFile("a", undefined, ...TASKS),
        b1: branchFile("b1", "a", ...column("b")),
        b2: branchFile("b2", "b1", ...NO_NOTE),
        // It would fail if the other branch were there.
        c1: branchFile("c1", "a", ...column("b")),
        d: branchFile(
          "d",
          undefined,
          'op.execute("CREATE TABLE d (n integer)");',
          'op.execute("DROP TABLE d");',
        ),
      },
      config,
    );
    const apart = await project.run("verify", "--all");
    expect(apart.code).toBe(0);
    // Not a word of rows that do not fit: what is on the other branch is not there.
    expect(
      apart.stdout
        .split("\n")
        .filter((line) => !line.includes("exact"))
        .join("\n"),
    ).toMatch(/^b2 {2}lossy .*\n +does not come back: values of tasks\.note\n$/);
    await project.write({
      "revisions/c1.js": branchFile("c1", "a", ...column("c")),
      "revisions/m.js": branchFile("m", "x").replace("'x'", "['b2', 'c1']"),
    });
    const [code, { revisions }] = await verified(project, "--all");
    expect([code, revisions.map(({ revision }) => revision).sort()]).toEqual([
      0,
      ["a", "b1", "b2", "c1", "d", "m"],
    ]);
  });
});

it("lets SQLite keep the table in which it counts for AUTOINCREMENT", async () => {
  const columns = '[{ name: "id", type: "integer", nullable: false }]';
  const key = '{ name: "tasks_pkey", columns: ["id"], autoincrement: true }';
  const create = `op.createTable("tasks", { columns: ${columns}, primaryKey: ${key} });`;
  project = await branchProject(chainOf([create, 'op.dropTable("tasks");']), SQLITE);
  const { code, stdout } = await project.run("verify", "--all");
  expect([code, stdout]).toEqual([0, "r1  exact         what r1 does\n"]);
});
