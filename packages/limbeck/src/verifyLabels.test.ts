import { afterEach, describe, expect, it } from "@jest/globals";

import { branchFile, branchProject, columnBodies } from "./testing/branches.ts";
import { type TestProject } from "./testing/project.ts";
import { chainOf, INDEX, NO_NOTE, TASKS, verified } from "./testing/verified.ts";

let project: TestProject;
afterEach(() => project.remove());

const SQLITE = { "limbeck.config.mjs": 'export default { dialect: "sqlite" };\n' };

describe("limbeck verify REVISION", () => {
  it("proves the head, one revision, or a range", async () => {
    project = await branchProject(chainOf(TASKS, INDEX, NO_NOTE), SQLITE);
    const ids = async (...args: readonly string[]) =>
      (await verified(project, ...args))[1].revisions.map(({ revision }) => revision);
    expect(await ids()).toEqual(["r3"]);
    expect(await ids("r1")).toEqual(["r1"]);
    expect(await ids("r2:")).toEqual(["r2", "r3"]);
    expect(await ids("head-1", "--all")).toEqual(["r1", "r2"]);
    expect(await ids("base")).toEqual([]);
  });

  it("takes its rows out again before the next one, which would else find columns without values", async () => {
    const late = 'op.addColumn("tasks", { name: "late", type: "text" });';
    const gone = 'op.dropColumn("tasks", "late");';
    project = await branchProject(chainOf(TASKS, [late, gone], [gone, late]), SQLITE);
    expect(await verified(project, "--all")).toMatchObject([
      0,
      { revisions: [{}, {}, { downgrade: "lossy", lost: [{ name: "tasks", column: "late" }] }] },
    ]);
  });
});

describe("limbeck verify and rows of tables that no line names", () => {
  it("fails where a domain no longer takes what they hold", async () => {
    const domain = (from: string, to: string): string =>
      `op.alterDomain("mark", { from: { type: "text"${from} }, to: { type: "text"${to} } });`;
    const made = `op.createDomain("mark", { type: "text" });
      op.createTable("notes", { columns: [{ name: "id", type: "integer" }, { name: "mark", type: "mark" }] });`;
    const gone = 'op.dropTable("notes"); op.dropDomain("mark");';
    const strict = [domain("", ", notNull: true"), domain(", notNull: true", "")] as const;
    project = await branchProject(chainOf([made, gone], strict));
    expect(await verified(project)).toMatchObject([
      4,
      { revisions: [{ kind: "failed", station: "upgrade", onRows: true }] },
    ]);
  });
});

describe("limbeck verify and the models", () => {
  const model = (...columns: readonly string[]): string => `
    import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
    export const tasks = sqliteTable("tasks", {
      id: integer().primaryKey(), title: text().notNull(), note: text(), ${columns.join(" ")}
    });`;
  const config = {
    "limbeck.config.mjs": 'export default { dialect: "sqlite", schema: "./schema.mjs" };\n',
    "schema.mjs": model(),
  };

  it("compares all heads with them, and ends with 1 where they differ", async () => {
    project = await branchProject(
      { a: branchFile("a", undefined, ...TASKS), b: branchFile("b", "a") },
      config,
    );
    expect((await project.run("verify")).stdout).toMatch(
      /^b {2}exact.*\nThe models match the revisions\.\n$/,
    );
    await project.write({ "schema.mjs": model("late: text(),") });
    const { code, stdout } = await project.run("verify");
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(
        /The models say something else than the revisions:\n {2}column tasks\.late: added/,
      ),
    ]);
    expect(await verified(project, "a")).toEqual([
      0,
      expect.not.objectContaining({ models: expect.anything() }),
    ]);
  });

  it("says what is wrong with them before it tries anything", async () => {
    project = await branchProject({ a: branchFile("a", undefined, 'throw new Error("was run");') }, config);
    await project.write({ "schema.mjs": "export const x = nothing;" });
    const { code, stdout, stderr } = await project.run("verify");
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching("nothing is not defined")]);
  });

  it("says where heads that run each by itself do not run together", async () => {
    const add = columnBodies("twice");
    const heads = { b: branchFile("b", "a", ...add), c: branchFile("c", "a", ...add) };
    project = await branchProject({ a: branchFile("a", undefined, ...TASKS), ...heads }, config);
    const { code, stdout } = await project.run("verify");
    const said =
      /^[bc] {2}exact .*\n[bc] {2}exact .*\nThe models were not compared: the heads do not run together: revision [bc]: .*twice.*\n$/;
    expect([code, stdout]).toEqual([4, expect.stringMatching(said)]);
  });

  it("does not speak of them where a head fails", async () => {
    project = await branchProject({ a: branchFile("a", undefined, TASKS[0], "") }, config);
    expect(await verified(project)).toMatchObject([4, { models: { kind: "unproved" } }]);
  });
});

it("goes on behind a revision whose body throws", async () => {
  project = await branchProject(chainOf(TASKS, ["nonsense();", ""], NO_NOTE), SQLITE);
  expect(await verified(project, "--all")).toMatchObject([
    4,
    {
      revisions: [
        { kind: "proved" },
        { kind: "failed", station: "upgrade", reason: expect.stringMatching("nonsense is not defined") },
        { kind: "unproved", reason: expect.stringMatching(/cannot run: .*nonsense is not defined/) },
      ],
    },
  ]);
});

describe("a label that nobody could prove", () => {
  const odd = (down: string) => ({
    a: branchFile(
      "a",
      undefined,
      'op.execute("CREATE TABLE odd (n integer NOT NULL CHECK (n <> n), note text)");',
      "",
    ),
    b: branchFile("b", "a", 'op.dropColumn("odd", "note");', down),
  });

  it("says so where a table takes no rows", async () => {
    project = await branchProject(odd('op.addColumn("odd", { name: "note", type: "text" });'), SQLITE);
    expect(await verified(project, "b")).toMatchObject([
      0,
      {
        revisions: [
          { kind: "proved", downgrade: "unproved", reason: expect.stringMatching(/odd\.note: .*CHECK/) },
        ],
      },
    ]);
  });

  it("says so where the rows that Limbeck made do not fit", async () => {
    project = await branchProject(
      {
        a: branchFile("a", undefined, ...TASKS),
        b: branchFile(
          "b",
          "a",
          'op.createCheck("tasks", { name: "polite", expression: sql`title LIKE \'please %\'` });',
          'op.dropCheck("tasks", "polite");',
          'import { sql } from "limbeck";',
        ),
      },
      SQLITE,
    );
    expect(await verified(project, "b")).toMatchObject([
      0,
      {
        revisions: [
          { kind: "proved", downgrade: "unproved", reason: expect.stringMatching(/do not fit.*polite/) },
        ],
      },
    ]);
  });
});
