import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

import { testProject, type TestProject } from "./testing/project.ts";
import { STORY_DIALECTS, type StoryDatabase } from "./testing/storyDatabase.ts";
import { taskApiModels } from "./testing/taskApi.ts";

const states = taskApiModels();

/** A file without what is different in each: ids and dates. */
function neutral(text: string): string {
  return text.replace(/\b[0-9a-f]{12}\b/g, "ID").replace(/Created: .*/, "Created");
}

/** Runs a command that must do its work. */
/** The newest revision, as its author fills it in. */
async function filled(project: TestProject, fill: (revision: string) => string): Promise<void> {
  const [name = "", text = ""] = Object.entries(await project.revisions()).at(-1) ?? [];
  await project.write({ [`revisions/${name}`]: fill(text) });
}

const TASKS = `INSERT INTO users (email, name) VALUES ('ada@example.org', 'Ada'), ('ben@example.org', 'Ben');
INSERT INTO tasks (user_id, title, description) VALUES (1, 'ship', 'urgent!'), (2, 'rest', NULL);`;

/** What became of the rows that were there from the start. */
const ROWS =
  "SELECT t.name AS task, t.priority_id, u.full_name FROM tasks t JOIN users u ON u.id = t.user_id ORDER BY t.id";

describe.each(Object.entries(STORY_DIALECTS))("the story of the task service on %s", (_, dialect) => {
  let database: StoryDatabase;
  let onDatabase: TestProject;
  let alone: TestProject;
  beforeAll(async () => {
    database = await dialect.open();
    onDatabase = await testProject({ ...dialect.config, ".env": `DATABASE_URL=${database.url}\n` });
    alone = await testProject(dialect.config);
  });
  afterAll(async () => {
    await onDatabase.remove();
    await alone.remove();
    await database.drop();
  });
  const witness = (): Promise<readonly string[]> => database.witness();

  it.each(states)("$message", async ({ message, schema, flags = [], fill, unfilled }) => {
    const before = await witness();
    for (const project of [onDatabase, alone]) {
      await project.write({ "src/schema.ts": dialect.models(schema) });
      await project.ok("revision", "--autogenerate", "-m", message, ...flags);
    }
    const [written, same] = await Promise.all(
      [onDatabase, alone].map(async (project) => Object.values(await project.revisions()).at(-1) ?? ""),
    );
    expect(neutral(same ?? "")).toBe(neutral(written ?? "-"));

    if (unfilled !== undefined) {
      const refused = await onDatabase.run("upgrade", "head");
      expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining(unfilled) });
      expect(await witness()).toEqual(before);
    }
    if (fill !== undefined) for (const project of [onDatabase, alone]) await filled(project, fill);
    await onDatabase.ok("upgrade", "head");
    const after = await witness();
    expect(after).not.toEqual(before);
    expect(await onDatabase.ok("check")).toBe("The models match the database.\n");
    expect(await alone.ok("check")).toBe("The models match the revisions.\n");
    expect(await onDatabase.ok("revision", "--autogenerate", "-m", "again")).toBe("");

    await onDatabase.ok("downgrade", "-1", "--yes");
    expect(await witness()).toEqual(before);
    await onDatabase.ok("upgrade", "+1");
    expect(await witness()).toEqual(after);
    if (message === "initial") await database.execute(TASKS);
  });

  it("keeps the rows, with what the authors filled in", async () => {
    expect(await database.rows(ROWS)).toEqual([
      { task: "ship", priority_id: 1, full_name: "Ada" },
      { task: "rest", priority_id: 2, full_name: "Ben" },
    ]);
  });

  it("is told by history, heads and current", async () => {
    const history = (await onDatabase.ok("history")).trimEnd().split("\n");
    expect(history).toHaveLength(states.length);
    expect(history[0]).toMatch(/^[0-9a-f]{12} -> [0-9a-f]{12} \(head\), drop users.name$/);
    expect(history.at(-1)).toMatch(/^<base> -> [0-9a-f]{12}, initial$/);
    const head = await onDatabase.ok("heads");
    expect(await onDatabase.ok("current", "--check-heads")).toBe(head);
    expect(await onDatabase.ok("diff", "head", "database")).toBe("");
  });

  it("is the same run by a client from the offline SQL", async () => {
    const offline = await dialect.open();
    await offline.execute(await alone.ok("upgrade", "head", "--sql"));
    expect(await offline.witness()).toEqual(await witness());
    const [head = ""] = (await alone.ok("heads")).split(" ");
    expect(await offline.rows("SELECT revision FROM limbeck_version")).toEqual([{ revision: head }]);
    await offline.drop();
  });

  it("ends where it began", async () => {
    await onDatabase.ok("downgrade", "base", "--yes");
    const empty = await dialect.open();
    expect(await witness()).toEqual(await empty.witness());
    await empty.drop();
  });
});
