import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { catalogWitness, freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";
import { taskApiModels } from "./testing/taskApi.ts";

const CONFIG = {
  "drizzle.config.ts": `import { defineConfig } from "drizzle-kit";
export default defineConfig({ dialect: "postgresql", schema: "./src/schema.ts" });
`,
  "tsconfig.json": "{}",
};
const OWN_TABLES = { withoutTables: ["limbeck_version", "limbeck_history"] };
const states = taskApiModels();

let database: TestDatabase;
let onDatabase: TestProject;
let alone: TestProject;
beforeAll(async () => {
  database = await freshDatabase({});
  onDatabase = await testProject({ ...CONFIG, ".env": `DATABASE_URL=${database.url}\n` });
  alone = await testProject(CONFIG);
});
afterAll(async () => {
  await onDatabase.remove();
  await alone.remove();
  await database.drop();
});

const witness = async (): Promise<readonly string[]> => catalogWitness(await database.client(), OWN_TABLES);

/** A file without what is different in each: ids and dates. */
function neutral(text: string): string {
  return text.replace(/\b[0-9a-f]{12}\b/g, "ID").replace(/Created: .*/, "Created");
}

/** Runs a command that must do its work. */
async function ok(project: TestProject, ...argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await project.run(...argv);
  if (code !== 0) throw new Error(`limbeck ${argv.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}

describe("the story of the task service", () => {
  it.each(states)("$message", async ({ message, schema, flags = [] }) => {
    const before = await witness();
    for (const project of [onDatabase, alone]) {
      await project.write({ "src/schema.ts": schema });
      await ok(project, "revision", "--autogenerate", "-m", message, ...flags);
    }
    const [written, same] = await Promise.all(
      [onDatabase, alone].map(async (project) => Object.values(await project.revisions()).at(-1) ?? ""),
    );
    expect(neutral(same ?? "")).toBe(neutral(written ?? "-"));

    await ok(onDatabase, "upgrade", "head");
    const after = await witness();
    expect(after).not.toEqual(before);
    expect(await ok(onDatabase, "check")).toBe("The models match the database.\n");
    expect(await ok(alone, "check")).toBe("The models match the revisions.\n");
    expect(await ok(onDatabase, "revision", "--autogenerate", "-m", "again")).toBe("");

    await ok(onDatabase, "downgrade", "-1", "--yes");
    expect(await witness()).toEqual(before);
    await ok(onDatabase, "upgrade", "+1");
    expect(await witness()).toEqual(after);
  });

  it("is told by history, heads and current", async () => {
    const history = (await ok(onDatabase, "history")).trimEnd().split("\n");
    expect(history).toHaveLength(states.length);
    expect(history[0]).toMatch(/^[0-9a-f]{12} -> [0-9a-f]{12} \(head\), rename$/);
    expect(history.at(-1)).toMatch(/^<base> -> [0-9a-f]{12}, initial$/);
    const head = await ok(onDatabase, "heads");
    expect(await ok(onDatabase, "current", "--check-heads")).toBe(head);
    expect(await ok(onDatabase, "diff", "head", "database")).toBe("");
  });

  it("is the same run by a client from the offline SQL", async () => {
    const offline = await freshDatabase({});
    await offline.execute(await ok(alone, "upgrade", "head", "--sql"));
    expect(await catalogWitness(await offline.client(), OWN_TABLES)).toEqual(await witness());
    const rows = await (await offline.client()).query("SELECT revision FROM limbeck_version");
    expect(rows.rows).toEqual([{ revision: (await ok(alone, "heads")).split(" ")[0] }]);
    await offline.drop();
  });

  it("ends where it began", async () => {
    await ok(onDatabase, "downgrade", "base", "--yes");
    const empty = await freshDatabase({});
    expect(await witness()).toEqual(await catalogWitness(await empty.client()));
    await empty.drop();
  });
});
