import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const MODELS = `import { sql } from "drizzle-orm";
import { integer, pgPolicy, pgTable, text } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";

export const members = pgTable("members", { team: integer("team"), name: text("name") });

export const tasks = pgTable("tasks", { team: integer("team"), title: text("title") }, (t) => [
  pgPolicy("of the team", {
    for: "select",
    to: authenticatedRole,
    using: sql\`\${t.team} IN (SELECT team FROM members WHERE name = current_user)\`,
  }),
]);
`;
const CONFIG = {
  "limbeck.config.ts": 'export default { schema: "./schema.ts", revisionIds: "sequential" };\n',
};

describe("policies without a database", () => {
  let project: TestProject;
  beforeEach(async () => {
    project = await testProject({ ...CONFIG, "schema.ts": MODELS, "tsconfig.json": "{}" });
  });
  afterEach(() => project.remove());

  it("name roles that only the user's server has; a change in a sub-select is seen, and nothing is where none is", async () => {
    const first = await project.run("revision", "--autogenerate", "-m", "first");
    expect([first.code, first.stderr + first.stdout]).toEqual([0, expect.stringMatching("proved")]);
    expect((await project.run("check", "--against", "revisions")).code).toBe(0);
    await project.write({ "schema.ts": MODELS.replace("name = current_user", "name = session_user") });
    expect((await project.run("check", "--against", "revisions")).stdout).toMatch(
      "policy of the team on tasks",
    );
    const second = await project.run("revision", "--autogenerate", "-m", "second");
    expect([second.code, second.stderr + second.stdout]).toEqual([0, expect.stringMatching("proved")]);
    expect((await project.revisions())["0002_second.ts"]).toMatch("op.alterPolicy(");
    expect((await project.run("check", "--against", "revisions")).code).toBe(0);
  });

  it("may call functions of a hosted service, for which others stand in that nobody sees", async () => {
    const hosted = MODELS.replace("current_user", "auth.uid()::text");
    await project.write({ "schema.ts": hosted });
    const first = await project.run("revision", "--autogenerate", "-m", "first");
    expect([first.code, first.stderr + first.stdout]).toEqual([0, expect.stringMatching("  proved")]);
    expect((await project.run("check")).stdout).toBe("The models match the revisions.\n");
    const changed = hosted.replace("auth.uid()::text", "auth.jwt() ->> 'sub'");
    await project.write({ "schema.ts": changed });
    const second = await project.run("revision", "--autogenerate", "-m", "second");
    expect([second.code, second.stderr + second.stdout]).toEqual([0, expect.stringMatching("  proved")]);
    const text = (await project.revisions())["0002_second.ts"];
    expect(text).toMatch("op.alterPolicy(");
    expect(text).not.toMatch("Function");
    await project.write({ "schema.ts": changed.replace("auth.jwt()", "auth.JWT ( )") });
    expect((await project.run("check")).stdout).toBe("The models match the revisions.\n");
  });

  it("that call functions of which nobody knows are kept unproved", async () => {
    await project.write({ "schema.ts": MODELS.replace("current_user", "own.who()") });
    const { code, stdout, stderr } = await project.run("revision", "--autogenerate", "-m", "first");
    expect([code, stdout + stderr]).toEqual([0, expect.stringMatching("unproved")]);
    const replay = await project.run("check");
    expect([replay.code, replay.stderr]).toEqual([
      4,
      expect.stringMatching(/schema "own" does not exist.*\n.*hint +A replay has only what revisions make/),
    ]);
  });
});

describe("policies of a database", () => {
  let database: TestDatabase;
  let project: TestProject;
  beforeEach(async () => {
    database = await freshDatabase({
      sql: `CREATE TABLE members (team int, name text); CREATE TABLE tasks (team int, title text);
        ALTER TABLE tasks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY by_hand ON tasks USING (team > 0)`,
    });
    const without = MODELS.replace(/, \(t\) => \[[^]*\]\)/, ")");
    project = await testProject({
      ...CONFIG,
      "schema.ts": without,
      "tsconfig.json": "{}",
      ".env": `DATABASE_URL=${database.url}\n`,
    });
  });
  afterEach(async () => {
    await project.remove();
    await database.drop();
  });

  it("are left alone where the models have none", async () => {
    expect((await project.run("check")).stdout).toMatch("match");
  });

  it("are compared where the models have one, or are said to have all; forced row security is not", async () => {
    await project.write({
      "limbeck.config.ts": 'export default { schema: "./schema.ts", manage: ["policies"] };\n',
    });
    const { stdout } = await project.run("check");
    expect(stdout).toMatch("policy by_hand on tasks: removed");
    expect(stdout).toMatch("row security of tasks: disabled");
    expect(stdout).not.toMatch("forced");
  });

  it("go out of the way of a changed column and come back, though the models have none", async () => {
    const changed = `import { bigint, pgTable, integer, text } from "drizzle-orm/pg-core";
export const members = pgTable("members", { team: integer("team"), name: text("name") });
export const tasks = pgTable("tasks", { team: bigint("team", { mode: "number" }), title: text("title") });
`;
    await project.write({ "schema.ts": changed });
    const { code, stdout, stderr } = await project.run("revision", "--autogenerate", "-m", "wider");
    expect([code, stdout + stderr]).toEqual([0, expect.stringMatching("proved")]);
    await project.run("upgrade", "head");
    expect((await project.run("check")).stdout).toMatch("match");
    const client = await database.client();
    const { rows } = await client.query("SELECT polname, pg_get_expr(polqual, polrelid) FROM pg_policy");
    expect(rows).toHaveLength(1);
  });
});
