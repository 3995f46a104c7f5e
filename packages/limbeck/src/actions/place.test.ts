import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { testProject, type TestProject } from "../testing/project.ts";

const CONFIG = `export default {
  schema: "./schema.ts",
  revisionIds: "sequential",
  revisions: "./revisions",
  versionLocations: ["./shop"],
};
`;

let project: TestProject;
beforeEach(async () => {
  project = await testProject({ "limbeck.config.mjs": CONFIG, "schema.ts": "", "shop/.keep": "" });
});
afterEach(() => project.remove());

async function write(...flags: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await project.run("revision", "-m", "x", ...flags);
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

const refusal = async (...flags: readonly string[]) => {
  const { code, stdout } = await project.run("revision", "-m", "x", "--json", ...flags);
  return { exit: code, ...(JSON.parse(stdout) as { error: { code: string } }).error };
};

async function history(): Promise<readonly object[]> {
  return JSON.parse((await project.run("history", "--json")).stdout) as readonly object[];
}

describe("the place of a new revision", () => {
  it("is on the one head, in the folder of the parent", async () => {
    expect(await write()).toBe("revisions/0001_x.ts");
    expect(await write()).toBe("revisions/0002_x.ts");
    expect(await history()).toMatchObject([{ downRevisions: ["0001"] }, { downRevisions: [] }]);
  });

  it("is a new root with a label, in the folder that is named, and its children stay there", async () => {
    await write();
    expect(await write("--head", "base", "--branch-label", "shop", "--version-path", "shop")).toBe(
      "shop/0002_x.ts",
    );
    expect(await write("--head", "shop@head", "--depends-on", "0001")).toBe("shop/0003_x.ts");
    const [third, second] = await history();
    expect(second).toMatchObject({ branchLabels: ["shop"], downRevisions: [] });
    expect(third).toMatchObject({ downRevisions: ["0002"], dependsOn: ["0001"] });
  });

  it("says a dependency as the label that was named, else as the full id", async () => {
    await write();
    await write("--head", "base", "--branch-label", "shop", "--version-path", "shop");
    await write("--head", "0001", "--depends-on", "shop", "shop@head");
    expect(await history()).toMatchObject([{ dependsOn: ["shop", "0002"] }, {}, {}]);
  });

  it("is below a head only with --splice", async () => {
    await write();
    await write();
    expect(await refusal("--head", "0001")).toMatchObject({ exit: 3, code: "revision-not-head" });
    await write("--head", "0001", "--splice");
    expect(await refusal()).toMatchObject({ exit: 3, code: "heads-several" });
    expect(await history()).toHaveLength(3);
  });

  it("is refused where nobody would read it, or where several folders could be meant", async () => {
    await write();
    expect(await refusal("--version-path", "other")).toMatchObject({ exit: 2, code: "version-path-unknown" });
    expect(await refusal("--head", "base")).toMatchObject({ exit: 2, code: "version-path-missing" });
    expect(await history()).toHaveLength(1);
  });

  it("is refused where the graph would be broken, before there is a file", async () => {
    await write("--branch-label", "shop");
    expect(await refusal("--branch-label", "shop")).toMatchObject({
      exit: 3,
      code: "branch-label-duplicate",
    });
    expect(await refusal("--branch-label", "a@b")).toMatchObject({ exit: 3, code: "branch-label-invalid" });
    expect(await refusal("--depends-on", "nobody")).toMatchObject({ exit: 3, code: "revision-unknown" });
    expect(await history()).toHaveLength(1);
  });
});

describe("revision --sql", () => {
  const SCHEMA =
    'import { integer, pgTable } from "drizzle-orm/pg-core";\nexport const t = pgTable("t", { id: integer() });\n';

  it("prints what the file would run, from where its parent leaves the database, and writes nothing", async () => {
    await write();
    await project.write({ "schema.ts": SCHEMA });
    const { code, stdout } = await project.run("revision", "--autogenerate", "--sql", "-m", "t");
    expect(code).toBe(0);
    expect(stdout).toMatch(/CREATE TABLE "t"[^]*UPDATE [^]*'0002'/);
    expect(await history()).toHaveLength(1);
  });

  it("runs a draft where it will stand, if its template imports by a relative path", async () => {
    await project.write({
      "schema.ts": SCHEMA,
      "limbeck.config.mjs": CONFIG.replace("schema:", 'template: "./t.txt", schema:'),
      "names.mjs": "export const names = [];",
      "package.json": '{ "type": "module" }',
      "t.txt":
        '{{comment}}\n{{imports}}\nimport { names } from "../names.mjs";\n{{header}}\nnames.sort();\n{{upgrade}}\n{{downgrade}}',
    });
    expect((await project.run("revision", "--autogenerate", "-m", "t")).stderr).toContain("proved");
    expect(Object.keys(await project.revisions())).toEqual(["0001_t.ts"]);
  });
});
