import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";
import pg from "pg";

import { upgrade } from "./index.ts";
import { testProject, type TestProject } from "./testing/project.ts";

const CONFIG = `export default ({ x, environment }) => ({
  revisionIds: x.ids ?? "sequential",
  databases: {
    main: { schema: "./main.ts", url: process.env.MAIN_URL },
    analytics: { schema: "./analytics.ts", url: process.env.ANALYTICS_URL, revisions: "./analytics" },
  },
  environments: {
    ci: { databases: { analytics: { versionTable: { name: environment } } } },
  },
});
`;
const model = (name: string): string => `import { integer, pgTable } from "drizzle-orm/pg-core";
export const only = pgTable("${name}", { id: integer() });
`;

let project: TestProject;
let databases: readonly TestDatabase[];
beforeEach(async () => {
  databases = [await freshDatabase(), await freshDatabase()];
  const [main, analytics] = databases;
  Object.assign(process.env, { MAIN_URL: main?.url, ANALYTICS_URL: analytics?.url });
  project = await testProject({
    "limbeck.config.mjs": CONFIG,
    "main.ts": model("users"),
    "analytics.ts": model("visits"),
  });
});
afterEach(async () => {
  await project.remove();
  for (const database of databases) await database.drop();
});

async function tablesOf(at: number): Promise<readonly string[]> {
  const client = new pg.Client(databases[at]?.url);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  await client.end();
  return rows.map(({ name }) => name);
}

describe("a project with several databases", () => {
  it("has the models, the revisions and the version table of each, and one command for all", async () => {
    const written = await project.run("revision", "--autogenerate", "-m", "first");
    expect(written).toMatchObject({
      code: 0,
      stdout: "revisions/main/0001_first.ts\nanalytics/0001_first.ts\n",
    });
    const { code, stderr } = await project.run("upgrade", "head");
    expect(code).toBe(0);
    expect(stderr).toMatch(/^main\n[^]*first[^]*\nanalytics\n[^]*first/);
    expect(await tablesOf(0)).toEqual(["limbeck_history", "limbeck_version", "users"]);
    expect(await tablesOf(1)).toEqual(["limbeck_history", "limbeck_version", "visits"]);
    expect((await project.run("check")).code).toBe(0);
  });

  it("answers with one document", async () => {
    await project.run("revision", "-m", "first");
    const { stdout } = await project.run("heads", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      main: [{ revision: "0001" }],
      analytics: [{ revision: "0001" }],
    });
  });

  it("is asked for one of them, by name", async () => {
    await project.run("revision", "-m", "first", "--database", "analytics");
    const { stdout } = await project.run("heads", "--json", "--database", "analytics");
    expect(JSON.parse(stdout)).toMatchObject([{ revision: "0001" }]);
    expect((await project.run("heads", "--database", "main")).stdout).toBe("");
    const { code, stderr } = await project.run("heads", "--database", "mian");
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("main, analytics") });
  });

  it("stops at the first that fails, and goes on where a check found something", async () => {
    await project.write({ "main.ts": "throw new Error('broken');" });
    expect(await project.run("check", "--json")).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/^\{"main":\{"error"/),
    });
    await project.write({ "main.ts": model("users") });
    const { code, stdout } = await project.run("check", "--json");
    expect({ code, named: Object.keys(JSON.parse(stdout) as object) }).toEqual({
      code: 1,
      named: ["main", "analytics"],
    });
  });

  it("has no place for one URL", async () => {
    const [main] = databases;
    const { code, stderr } = await project.run("current", "--url", main?.url ?? "");
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("--database") });
    expect((await project.run("current", "--url", main?.url ?? "", "--database", "main")).code).toBe(0);
  });

  it("says of each in an environment what is different there", async () => {
    await project.run("revision", "-m", "first");
    await project.run("upgrade", "head", "-n", "ci");
    expect(await tablesOf(0)).toContain("limbeck_version");
    expect(await tablesOf(1)).toEqual(["ci", "ci_history"]);
  });

  it("tells its configuration what -x said", async () => {
    const { stdout } = await project.run("revision", "-m", "first", "-x", "ids=random", "--database", "main");
    expect(stdout).toMatch(/_[0-9a-f]{12}_first\.ts$/m);
  });

  it("is for a program one database at a time", async () => {
    const config = { databases: { main: {}, analytics: {} } };
    await expect(upgrade(config, "head")).rejects.toMatchObject({ code: "database-choice-missing" });
    await expect(upgrade(config, "head", { database: "main", cwd: project.folder })).rejects.toMatchObject({
      code: "database-missing",
    });
  });
});
