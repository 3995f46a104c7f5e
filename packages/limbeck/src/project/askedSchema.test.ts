import { afterEach, beforeEach, expect, it } from "@jest/globals";

import { testProject, type TestProject } from "../testing/project.ts";

const MODELS = `import { sql } from "drizzle-orm";
import { customType, integer, pgSequence, pgTable, pgView, text, uniqueIndex } from "drizzle-orm/pg-core";
import { ownedBy, pgAggregate, pgComposite, pgDomain, pgFunction, replicaIdentity } from "limbeck/pg";

export const isOk = pgFunction("is_ok", {
  arguments: { v: "text" }, returns: "boolean", language: "sql", body: "RETURN v <> ''", volatility: "immutable",
});
export const join = pgFunction("join_two", {
  arguments: { a: "text", b: "text" }, returns: "text", language: "sql", body: "SELECT a || b",
});
export const joined = pgAggregate("joined", { arguments: ["text"], sfunc: join, stype: "text" });
export const known = pgFunction("known", {
  arguments: {}, returns: "bigint", language: "sql", body: "RETURN (SELECT count(*) FROM others)",
});
export const word = pgDomain("word", { type: "text", checks: { word_ok: "is_ok(VALUE) AND VALUE IN ('a', 'c')" } });
const wordColumn = customType<{ data: string }>({ dataType: () => "word" });

export const words = replicaIdentity(
  pgTable("words", { word: wordColumn().notNull(), n: integer() }, (t) => [uniqueIndex("words_key").on(t.word)]),
  { index: "words_key" },
);
const thirdsColumn = customType<{ data: string }>({ dataType: () => "thirds" });
export const thirds = pgTable("thirds", { n: integer() });
export const others = pgTable("others", { n: integer(), third: thirdsColumn() });
export const fourths = pgTable("fourths", { n: integer() });
export const holds = pgComposite("holds", { fourth: "fourths" });
export const numbers = ownedBy(pgSequence("numbers"), () => others.n);
export const view = pgView("good", { word: text() }).as(
  sql\`SELECT joined(word) AS word, known() AS k FROM words WHERE is_ok(word) AND word IN ('x', 'y')\`,
);
`;
const CONFIG = { "limbeck.config.ts": 'export default { schema: "./schema.ts" };\n', "tsconfig.json": "{}" };

let project: TestProject;
beforeEach(async () => {
  project = await testProject({ ...CONFIG, "schema.ts": MODELS });
});
afterEach(() => project.remove());

it("has the functions that texts call, and nothing that what is left out belongs to", async () => {
  await project.run("revision", "--autogenerate", "-m", "first", "--no-prove");
  const check = await project.run("check", "--against", "revisions");
  expect(check.stderr + check.stdout).toMatch(/The models match the revisions\.\n$/);
  await project.write({ "schema.ts": MODELS.replace("is_ok(VALUE) AND", "is_ok(VALUE || '') AND") });
  expect((await project.run("check", "--against", "revisions")).stdout).toBe("domain word: changed\n");
});
