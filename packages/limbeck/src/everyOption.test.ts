import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { check } from "./index.ts";
import { FILES, KEYS } from "./testing/everyOption.ts";
import { testProject, type TestProject } from "./testing/project.ts";

let database: TestDatabase;
let project: TestProject;
let roles: string;
beforeAll(async () => {
  database = await freshDatabase({});
  roles = `_${database.name}`;
  process.env["LIMBECK_TEST_ROLES"] = roles;
  project = await testProject(FILES);
  const { stdout } = await project.run("diff", "empty", "models", "--sql", "--schema", "./schema.ts");
  await database.execute(stdout);
});
afterAll(async () => {
  delete process.env["LIMBECK_TEST_ROLES"];
  await project.remove();
  await database.drop();
});

async function differences(change?: string): Promise<readonly string[]> {
  if (change !== undefined) process.env["LIMBECK_TEST_CHANGE"] = change;
  try {
    const config = { schema: "./schema.ts", url: database.url, roles: [] };
    return (await check(config, { cwd: project.folder })).differences;
  } finally {
    delete process.env["LIMBECK_TEST_CHANGE"];
  }
}

it("a check remembers that nothing differs", async () => {
  expect(await differences()).toEqual([]);
  expect(await differences()).toEqual([]);
});

/** Whoever forgets one of them in what is remembered makes it red: it is silent where something has become another. */
it.each(KEYS)("and sees another %s of models whose text is the same", async (key) => {
  expect(await differences(key)).not.toEqual([]);
});

it("and is silent again once they are as they were", async () => {
  expect(await differences()).toEqual([]);
});
