import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const models = (options: string): string => `import { sql } from "drizzle-orm";
import { integer, pgPolicy, pgRole, pgTable } from "drizzle-orm/pg-core";

export const reader = pgRole("limbeck_test_reader"${options});
export const tasks = pgTable("tasks", { team: integer("team") }, (t) => [
  pgPolicy("all", { for: "select", to: reader, using: sql\`true\` }),
]);
`;
const WITHOUT = `import { integer, pgTable } from "drizzle-orm/pg-core";
export const tasks = pgTable("tasks", { team: integer("team") }).enableRLS();
`;

describe("roles of models", () => {
  let database: TestDatabase;
  let client: Awaited<ReturnType<TestDatabase["client"]>>;
  let project: TestProject;
  const settings = (more = ""): string =>
    `export default { schema: "./schema.ts", revisionIds: "sequential", url: ${JSON.stringify(database.url)}, ${more} };\n`;
  const roles = async (): Promise<unknown> =>
    (await client.query("SELECT rolname, rolcreatedb FROM pg_roles WHERE rolname LIKE 'limbeck_test_%'"))
      .rows;
  const check = async (...more: readonly string[]): Promise<string> =>
    (await project.run("check", ...more)).stdout;
  const write = async (): Promise<string> => {
    const { code, stderr, stdout } = await project.run("revision", "--autogenerate", "-m", "next");
    expect([code, stderr + stdout]).toEqual([0, expect.stringMatching("proved")]);
    const upgraded = await project.run("upgrade", "head");
    expect(upgraded.code === 0 ? "" : upgraded.stderr).toBe("");
    return Object.values(await project.revisions()).at(-1) ?? "";
  };

  beforeEach(async () => {
    database = await freshDatabase();
    client = await database.client();
    project = await testProject({ "schema.ts": models(""), "tsconfig.json": "{}" });
    await project.write({ "limbeck.config.ts": settings() });
  });
  afterEach(async () => {
    await project.remove();
    await client.query("DROP TABLE IF EXISTS tasks");
    await client.query("DROP ROLE IF EXISTS limbeck_test_reader");
    await client.query("DROP ROLE IF EXISTS limbeck_test_other");
    await database.drop();
  });

  it("are made before the policy that names them, changed, and dropped where the models once declared them", async () => {
    expect(await write()).toMatch(/op\.createRole\("limbeck_test_reader"\);[^]*op\.createPolicy/);
    expect(await check()).toBe("The models match the database.\n");
    expect(await check("--against", "revisions")).toBe("The models match the revisions.\n");
    await project.write({ "schema.ts": models(", { createDb: true }") });
    expect(await check()).toBe("role limbeck_test_reader: options changed\n");
    expect(await write()).toMatch(
      /op\.alterRole\("limbeck_test_reader", \{\s+from: \{\},\s+to: \{ createDb: true \}/,
    );
    expect(await roles()).toEqual([{ rolname: "limbeck_test_reader", rolcreatedb: true }]);
    await project.write({ "schema.ts": models("") });
    expect(await check("--against", "revisions")).toBe("role limbeck_test_reader: options changed\n");
    await project.write({ "schema.ts": WITHOUT.replace(".enableRLS()", "") });
    const refused = await project.run("revision", "--autogenerate", "-m", "the policy is left alone");
    expect([refused.code, refused.stderr]).toEqual([4, expect.stringMatching("objects depend on it")]);
    await project.write({ "schema.ts": WITHOUT });
    expect(await write()).toMatch(/op\.dropPolicy[^]*op\.dropRole\("limbeck_test_reader"\)/);
    expect(await roles()).toEqual([]);
    expect(await check()).toBe("The models match the database.\n");
    expect(await project.run("downgrade", "base", "--yes")).toMatchObject({ code: 0 });
    expect(await roles()).toEqual([]);
    expect(await project.run("upgrade", "0002")).toMatchObject({ code: 0 });
    expect(await project.run("downgrade", "base", "--yes")).toMatchObject({ code: 0 });
    expect(await roles()).toEqual([]);
  });

  it("that others made keep what the models do not say, and are dropped by nobody", async () => {
    await client.query("CREATE ROLE limbeck_test_reader CREATEDB");
    await client.query("CREATE ROLE limbeck_test_other");
    expect(await check()).not.toMatch("role ");
    expect(await write()).not.toMatch("Role(");
    expect((await project.run("check", "-v")).stderr).toMatch("left alone: role limbeck_test_other");
    await project.write({ "schema.ts": models(", { createDb: false }") });
    expect(await check()).toBe("role limbeck_test_reader: options changed\n");
    await project.write({ "schema.ts": WITHOUT });
    expect(await check()).not.toMatch("role ");
    await project.write({ "schema.ts": models(").existing(") });
    expect(await check()).toBe("The models match the database.\n");
  });

  it("are left alone where the configuration says so", async () => {
    await project.write({ "limbeck.config.ts": settings('roles: ["!limbeck_*"]') });
    expect(await check()).not.toMatch("role ");
    await project.run("revision", "--autogenerate", "-m", "first", "--against", "revisions");
    expect(await check("--against", "revisions")).toBe("The models match the revisions.\n");
  });

  it("are compared between a database and revisions or models, never between databases", async () => {
    await write();
    expect((await project.run("diff", "database", "models")).stdout).toBe("");
    expect((await project.run("diff", "models", "database")).stdout).toBe("");
    expect((await project.run("diff", "head", "database")).stdout).toBe("");
    expect((await project.run("diff", "empty", "head")).stdout).toMatch("role limbeck_test_reader: added");
    expect((await project.run("diff", "empty", "database")).stdout).not.toMatch("role ");
    await client.query("ALTER ROLE limbeck_test_reader NOINHERIT");
    expect((await project.run("diff", "head", "database")).stdout).toBe(
      "role limbeck_test_reader: options changed\n",
    );
  });
});

it("drizzle.config says which roles are compared", async () => {
  const { fromDrizzle } = await import("./config/drizzle.ts");
  const { drizzleConfig } = await import("@limbeck/loader");
  const read = (entities: object) =>
    fromDrizzle(drizzleConfig({ dialect: "postgresql", entities }, "c")).roles;
  expect([read({}), read({ roles: true })]).toEqual([undefined, undefined]);
  expect(read({ roles: false })).toEqual(["!*"]);
  expect(read({ roles: { provider: "neon", exclude: ["admin"] } })).toEqual([
    "!authenticated",
    "!anonymous",
    "!admin",
  ]);
  expect(read({ roles: { include: ["app"] } })).toEqual(["app"]);
});
