import { afterEach, expect, it } from "@jest/globals";
import { adopt } from "@limbeck/differ";
import { nameKey } from "@limbeck/model";
import { describe } from "@limbeck/operations";
import { concernOf } from "@limbeck/proof";

import { compareWithRevisions } from "./actions/compareRevisions.ts";
import { projectFrom } from "./project/project.ts";
import { readRevisions } from "./project/revisions.ts";
import { FILES } from "./testing/everyOption.ts";
import { testProject, type TestProject } from "./testing/project.ts";

let project: TestProject;
afterEach(() => project.remove());

const LITE = `import { check, index, integer, primaryKey, sqliteTable, sqliteView, text, unique, type AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { sql } from "drizzle-orm";
export const users = sqliteTable("users", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  name: text("name").notNull().unique().default("x"),
  at: text("at").default(sql\`CURRENT_TIMESTAMP\`),
  size: integer("size").default(1),
  long: integer("long").generatedAlwaysAs(sql\`length(name)\`),
  parent: integer("parent").references((): AnySQLiteColumn => users.id, { onDelete: "cascade" }),
}, (t) => [index("by_size").on(t.size).where(sql\`size > 1\`), check("sized", sql\`size > 0\`)]);
export const both = sqliteTable("both", { a: integer("a"), b: integer("b") }, (t) => [primaryKey({ columns: [t.a, t.b] }), unique().on(t.b)]);
export const names = sqliteView("names").as((qb) => qb.select({ name: users.name }).from(users));
`;

it.each([
  ["postgresql", FILES],
  ["sqlite", { "schema.ts": LITE, "tsconfig.json": "{}" }],
] as const)(
  "what does not differ is not concerned, whatever models of %s leave open",
  async (dialect, files) => {
    project = await testProject(files);
    const config = { dialect, schema: "./schema.ts" } as const;
    await project.write({ "limbeck.config.mjs": `export default ${JSON.stringify(config)};\n` });
    await project.ok("revision", "--autogenerate", "-m", "first", "--no-prove");
    // What was found equal once is not put into the same words again.
    const table = dialect === "sqlite" ? "sqliteTable" : "pgTable";
    const more = `export const further = ${table}("further", { a: integer("a") });\n`;
    await project.write({ "schema.ts": files["schema.ts"] + more });
    const opened = projectFrom(project.folder, config, {});
    const ask = () => Promise.resolve([]);
    const compared = await compareWithRevisions({ project: opened, revisions: readRevisions(opened), ask });
    const { before, after, comments, operations } = compared;
    expect(operations.map(describe)).toEqual(["table further: added"]);
    expect(before.tables.length).toBeGreaterThan(1);
    const { tables, views } = concernOf([], before, adopt(before, after, { comments }))(after);
    expect([...tables, ...views].map(nameKey)).toEqual([nameKey({ name: "further" })]);
  },
  60_000,
);
