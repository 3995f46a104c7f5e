import { readFileSync } from "node:fs";
import { join } from "node:path";

import { drizzleKitSql } from "@limbeck/metadata/testing/drizzleKit";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { sqliteProgram } from "@limbeck/testkit";

import { WORKSPACE } from "./testing/docs.ts";
import { testProject, type TestProject } from "./testing/project.ts";

const FILES = ["columns.ts", "shop.ts"];
const [columns = "", shop = ""] = FILES.map((file) =>
  readFileSync(join(WORKSPACE, "fixtures/models/sqlite", file), "utf8"),
);

let project: TestProject;
beforeAll(async () => {
  project = await testProject({
    "drizzle.config.ts": `export default { dialect: "sqlite", schema: ${JSON.stringify(FILES)}, dbCredentials: { url: "app.db" } };`,
    "columns.ts": columns,
    "shop.ts": shop,
    "tsconfig.json": "{}",
  });
  const execute = await sqliteProgram(join(project.folder, "app.db"));
  if (execute === undefined) throw new Error("the program sqlite3 is not on the path");
  const files = FILES.map((file) => `sqlite/${file}`);
  await execute(drizzleKitSql(files, undefined, "sqlite").join("\n"));
});
afterAll(() => project.remove());

it("a database that drizzle-kit made is what the models say", async () => {
  const { code, stdout } = await project.run("check");
  expect([code, stdout]).toEqual([0, "The models match the database.\n"]);
});

it.each<readonly [found: string, from: string, to: string]>([
  ["check constraint of_age on shop_people", "> 17", "> 18"],
  ["column shop_people.initials", "substr(first_name, 1, 1)", "substr(first_name, 1, 2)"],
  ["index by_age on shop_people", "${t.age} > 30", "${t.age} > 31"],
  ["index by_name on shop_people", "} desc`", "}`"],
  ["index by_nick on shop_people", " collate nocase", ""],
  ["foreign key order_lines_person_fkey on order_lines", '.onUpdate("cascade")', ""],
  ["view dear", "price > 100", "price > 101"],
])("and a change of it is found: %s", async (found, from, to) => {
  expect(shop.split(from)).toHaveLength(2);
  await project.write({ "shop.ts": shop.replace(from, () => to) });
  const { code, stdout } = await project.run("check");
  await project.write({ "shop.ts": shop });
  expect([code, stdout]).toEqual([1, expect.stringContaining(found)]);
});
