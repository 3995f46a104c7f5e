import { expect, it } from "@jest/globals";
import { freshDatabase, newestMajor, postgresMajors } from "@limbeck/testkit";

import { testProject } from "./testing/project.ts";

const MODELS = `import { pgTable, text, unique } from "drizzle-orm/pg-core";
export const users = pgTable("users", { email: text("email") }, (t) => [unique("one").on(t.email).nullsNotDistinct()]);
`;

async function projectFor(serverVersion: number) {
  return testProject({
    "limbeck.config.ts": `export default { schema: "./schema.ts", serverVersion: ${serverVersion} };\n`,
    "schema.ts": MODELS,
    "tsconfig.json": "{}",
  });
}

it("writes nothing that the server, which the configuration names, is too old for", async () => {
  const project = await projectFor(149999);
  const { code, stderr } = await project.run("revision", "--autogenerate", "-m", "first");
  expect([code, stderr]).toEqual([
    3,
    expect.stringContaining(
      `error PostgreSQL 14 cannot run "table users: added": PostgreSQL has no NULLS NOT DISTINCT before version 15; nothing was written.
hint  Update the server to PostgreSQL 15, or say it another way in the models.`,
    ),
  ]);
  await expect(project.revisions()).rejects.toThrow("ENOENT");
  await project.write({
    "limbeck.config.ts": 'export default { schema: "./schema.ts", serverVersion: 150000 };\n',
  });
  await project.ok("revision", "--autogenerate", "-m", "first");
  await project.remove();
});

for (const major of postgresMajors().filter((each) => each < 15)) {
  it(`writes nothing, and runs nothing, that PostgreSQL ${major} is too old for`, async () => {
    const old = await freshDatabase({ major });
    const project = await projectFor(newestMajor * 10_000);
    const refused = await project.run("revision", "--autogenerate", "-m", "first", "--url", old.url);
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringContaining("before version 15; nothing was written"),
    ]);
    await project.ok("revision", "--autogenerate", "-m", "first");
    const ran = await project.run("upgrade", "head", "--url", old.url);
    expect([ran.code, ran.stderr]).toEqual([
      3,
      expect.stringContaining("NULLS NOT DISTINCT before version 15; nothing was touched."),
    ]);
    await project.remove();
    await old.drop();
  });
}
