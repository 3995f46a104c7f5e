import { afterEach, describe, expect, it } from "@jest/globals";

import { testProject, type TestProject } from "../testing/project.ts";

const CONFIG = { "limbeck.config.mjs": 'export default { revisionIds: "sequential" };\n' };

/** A revision file in the plainest form. */
function file(
  revision: string,
  parents: readonly string[],
  up: string,
  down = "",
  more: { readonly labels?: readonly string[]; readonly dependsOn?: readonly string[] } = {},
): string {
  return `exports.revision = "${revision}";
exports.downRevision = ${JSON.stringify(parents.length > 1 ? parents : (parents[0] ?? null))};
exports.branchLabels = ${JSON.stringify(more.labels ?? [])};
exports.dependsOn = ${JSON.stringify(more.dependsOn ?? [])};
exports.upgrade = (op) => { ${up} };
exports.downgrade = (op) => { ${down} };
`;
}

const column = (name: string): string =>
  `op.addColumn("tasks", { name: "${name}", type: "text", nullable: true });`;
const BASE = file("a0", [], 'op.createTable("tasks", { columns: [{ name: "id", type: "integer" }] });');

let project: TestProject;
afterEach(() => project.remove());

async function files(revisions: Readonly<Record<string, string>>): Promise<void> {
  const named = Object.entries(revisions).map(([name, text]) => [`revisions/${name}.js`, text] as const);
  project = await testProject({ ...CONFIG, ...Object.fromEntries(named) });
}

const refusal = async (...args: readonly string[]) => {
  const before = await project.revisions();
  const { code, stdout } = await project.run("merge", ...args, "--json");
  expect(await project.revisions()).toEqual(before);
  const { error } = JSON.parse(stdout) as { error: { code: string; message: string; facts: object } };
  return { exit: code, ...error };
};

describe("merge", () => {
  it("joins branches that lead to the same schema in both orders, and one head is left", async () => {
    await files({
      a0: BASE,
      b1: file("b1", ["a0"], column("b")),
      c1: file("c1", ["a0"], column("c")),
      c2: file("c2", ["c1"], 'op.createIndex("tasks", { name: "tasks_c", columns: ["c"] });'),
    });
    const { code, stdout, stderr } = await project.run("merge", "b1", "c2", "-m", "both");
    expect([code, stdout, stderr]).toEqual([
      0,
      "revisions/0001_both.js\n",
      expect.stringMatching(/proved +both orders of the branches lead to the same schema +\d+ ms\n/),
    ]);
    expect((await project.run("history")).stdout).toMatch(/^b1, c2 -> 0001 \(head\) \(mergepoint\), both\n/);
    expect((await project.run("heads", "--check")).code).toBe(0);
    expect((await project.revisions())["0001_both.js"]).toContain('exports.downRevision = ["b1", "c2"];');
  }, 60_000);

  it("takes heads, labels and partial ids, and calls itself after them", async () => {
    await files({
      a0: file("a0", [], ""),
      b1: file("b1aa", ["a0"], "", "", { labels: ["shop"] }),
      c1: file("c1aa", ["a0"], ""),
      d1: file("d1aa", [], ""),
    });
    expect(
      (await project.run("merge", "shop@head", "c1", "--no-prove", "--branch-label", "one")).stdout,
    ).toBe("revisions/0001_merge_b1aa_and_c1aa.js\n");
    const { stdout } = await project.run("merge", "heads", "--json", "--rev-id", "all", "--no-prove");
    expect(JSON.parse(stdout)).toMatchObject({ revision: "all", downRevisions: ["0001", "d1aa"] });
    expect((await project.run("history", "-r", "one:one")).stdout).toMatch("(one)");
  });

  it("refuses what is no merge", async () => {
    await files({
      a0: file("a0", [], ""),
      b1: file("b1", ["a0"], ""),
      b2: file("b2", ["b1"], ""),
      c1: file("c1", ["a0"], ""),
      m: file("m1", ["b2", "c1"], ""),
    });
    expect(await refusal("heads")).toMatchObject({ exit: 3, code: "merge-needs-several" });
    expect(await refusal("b2", "b2")).toMatchObject({ exit: 3, code: "merge-needs-several" });
    expect(await refusal("b1", "b2")).toMatchObject({ exit: 3, code: "revisions-overlap" });
    expect(await refusal("b2", "c1")).toMatchObject({
      exit: 3,
      code: "merged-already",
      facts: { merge: "m1" },
    });
    expect(await refusal("b1", "c1")).toMatchObject({ exit: 3, code: "revision-not-head" });
    expect(await refusal("b9", "c1")).toMatchObject({ exit: 3, code: "revision-unknown" });
    expect((await project.run("merge", "b1", "c1", "--splice")).code).toBe(0);
    expect((await project.run("heads")).stdout).toMatch(/0001 .*\nm1/);
  }, 60_000);

  it("names both revisions where one makes the other fail", async () => {
    await files({
      a0: BASE,
      b1: file("b1", ["a0"], column("b")),
      b2: file("b2", ["b1"], column("mine")),
      b3: file("b3", ["b2"], column("b3")),
      c1: file("c1", ["a0"], column("mine")),
    });
    const error = await refusal("heads");
    expect(error).toMatchObject({
      exit: 4,
      code: "merge-conflict",
      facts: { revision: "c1", other: "b2", operation: "column tasks.mine: added" },
    });
    expect(error.message).toMatch(/Revisions b2 and c1 do not go together: .*c1\.js:5.*already exists\.$/);
    expect((await project.run("merge", "heads", "--no-prove")).code).toBe(0);
  }, 60_000);

  it("says which objects differ where the order matters", async () => {
    const value = (name: string): string => `op.addEnumValue("state", "${name}");`;
    await files({
      a0: file("a0", [], 'op.createEnum("state", ["open"]);'),
      b1: file("b1", ["a0"], value("done")),
      c1: file("c1", ["a0"], value("gone")),
    });
    const error = await refusal("b1", "c1");
    expect(error).toMatchObject({ exit: 4, code: "merge-differs" });
    expect(error.message).toMatch(/from b1, then c1 to c1, then b1 .*state/);
  }, 60_000);

  it("tries each of three branches first", async () => {
    await files({
      a0: BASE,
      b1: file("b1", ["a0"], column("b")),
      c1: file("c1", ["a0"], column("c")),
      // Only where it comes before c1 does it matter.
      d1: file("d1", ["a0"], 'op.execute("ALTER TABLE tasks ADD COLUMN IF NOT EXISTS c integer");'),
    });
    expect(await refusal("heads")).toMatchObject({
      exit: 4,
      code: "merge-conflict",
      facts: { revision: "c1" },
    });
  }, 60_000);

  it("takes a branch that another depends on as it comes", async () => {
    await files({
      a0: BASE,
      b1: file("b1", ["a0"], column("b")),
      c1: file("c1", ["a0"], 'op.createIndex("tasks", { name: "i", columns: ["b"] });', "", {
        dependsOn: ["b1"],
      }),
    });
    expect((await project.run("merge", "heads")).stderr).toMatch("proved");
  }, 60_000);

  it("keeps the file unproved where a branch cannot run on the embedded PostgreSQL by itself", async () => {
    await files({
      a0: BASE,
      b1: file("b1", ["a0"], column("b")),
      c1: file("c1", ["a0"], 'op.execute("SELECT only_here()");'),
    });
    const { code, stdout, stderr } = await project.run("merge", "heads");
    expect([code, stdout]).toEqual([0, "revisions/0001_merge_b1_and_c1.js\n"]);
    expect(stderr).toMatch(/unproved +revision c1 cannot run on the embedded PostgreSQL: .*only_here/);
  }, 60_000);
});
