import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { freshDatabase, guardedRole, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const SCHEMA = `import { pgTable, serial, text } from "drizzle-orm/pg-core";
export const users = pgTable("users", { id: serial("id").primaryKey(), name: text("name") });
`;
const CONFIG = `import { defineConfig } from "limbeck";
export default defineConfig({ schema: "./schema.ts" });
`;
const REVISION = `export const revision = "aaa";
export const downRevision = null;
export const branchLabels: string[] = [];
export const dependsOn: string[] = [];
export function upgrade(): void {}
export function downgrade(): void {}
`;
const FILES = { "limbeck.config.ts": CONFIG, "schema.ts": SCHEMA, "tsconfig.json": "{}" };

let database: TestDatabase;
let project: TestProject;
beforeAll(async () => {
  database = await freshDatabase({});
});
afterAll(() => database.drop());

/** A URL on the test server with some of its parts changed. */
function url(change: (parts: URL) => void): string {
  const parts = new URL(database.url);
  change(parts);
  return parts.href;
}

interface Case {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly argv: () => readonly string[];
  readonly code: number;
  readonly error: string;
  /** What the message says beside; each must be there. */
  readonly says: readonly (string | RegExp)[];
}

const CASES: readonly Case[] = [
  {
    name: "no database is named",
    argv: () => ["upgrade", "head"],
    code: 2,
    error: "database-missing",
    says: ["limbeck upgrade", "--url", "DATABASE_URL"],
  },
  {
    name: "nothing listens at the port",
    argv: () => ["check", "--url", url((parts) => (parts.port = "1"))],
    code: 2,
    error: "database-unreachable",
    says: ["127.0.0.1:1", "ECONNREFUSED", "--against revisions"],
  },
  {
    name: "the host has no address",
    argv: () => ["current", "--url", "postgres://u:secret@no-such-host.invalid/app"],
    code: 2,
    error: "host-unknown",
    says: ["no-such-host.invalid"],
  },
  {
    name: "the password is wrong",
    argv: () => [
      "current",
      "--url",
      url((parts) => {
        parts.username = guardedRole.user;
        parts.password = "secretly";
      }),
    ],
    code: 2,
    error: "password-wrong",
    says: [guardedRole.user],
  },
  {
    name: "the database is not there",
    argv: () => ["current", "--url", url((parts) => (parts.pathname = "/no_such_database"))],
    code: 2,
    error: "database-unknown",
    says: ["no_such_database"],
  },
  {
    name: "the URL is of another dialect",
    argv: () => ["current", "--url", "mysql://u:secret@localhost/app"],
    code: 2,
    error: "dialect-unsupported",
    says: ["mysql"],
  },
  {
    name: "no file fits the schema path",
    files: { "limbeck.config.ts": CONFIG.replace("schema.ts", "models.ts") },
    argv: () => ["revision", "--autogenerate", "-m", "x"],
    code: 2,
    error: "models-not-found",
    says: ["models.ts"],
  },
  {
    name: "nothing says where the models are",
    files: { "limbeck.config.ts": "export default {};\n" },
    argv: () => ["check"],
    code: 2,
    error: "schema-path-missing",
    says: ["--schema", "limbeck init"],
  },
  {
    name: "a model throws",
    files: { "schema.ts": `${SCHEMA}\nthrow new Error("broken model");\n` },
    argv: () => ["check"],
    code: 2,
    error: "model-failed",
    says: ["schema.ts:4:", "broken model"],
  },
  {
    name: "a model does not compile",
    files: { "schema.ts": `${SCHEMA}\nexport const = 1;\n` },
    argv: () => ["check"],
    code: 2,
    error: "model-failed",
    says: ["schema.ts:4:"],
  },
  {
    name: "a model imports what is not installed",
    files: { "schema.ts": `import "no-such-package";\n${SCHEMA}` },
    argv: () => ["check"],
    code: 2,
    error: "model-failed",
    says: ["schema.ts:1:", "no-such-package"],
  },
  {
    name: "two tables have one name",
    files: { "schema.ts": `${SCHEMA}\nexport const other = pgTable("users", { id: serial("id") });\n` },
    argv: () => ["check"],
    code: 2,
    error: "name-clash",
    says: ["users"],
  },
  {
    name: "the configuration has an option that is not known",
    files: { "limbeck.config.ts": 'export default { shcema: "./schema.ts" };\n' },
    argv: () => ["check"],
    code: 2,
    error: "config-option-unknown",
    says: ["shcema", "schema"],
  },
  {
    name: "the configuration throws",
    files: { "limbeck.config.ts": 'throw new Error("no secrets today");\n' },
    argv: () => ["check"],
    code: 2,
    error: "config-failed",
    says: ["limbeck.config.ts:1", "no secrets today"],
  },
  {
    name: "the configuration is not there",
    argv: () => ["check", "-c", "other.config.ts"],
    code: 2,
    error: "config-not-found",
    says: ["other.config.ts"],
  },
  {
    name: "the environment is not there",
    argv: () => ["check", "-n", "production"],
    code: 2,
    error: "environment-unknown",
    says: ["production"],
  },
  {
    name: "Drizzle's configuration is of another dialect",
    files: {
      "limbeck.config.ts": "",
      "drizzle.config.ts": 'export default { dialect: "mysql", schema: "./schema.ts" };\n',
    },
    argv: () => ["check", "-c", "drizzle.config.ts"],
    code: 2,
    error: "dialect-unsupported",
    says: ["mysql"],
  },
  {
    name: "the revision is not there",
    files: { "revisions/aaa.ts": REVISION },
    argv: () => ["upgrade", "bbb", "--url", database.url],
    code: 3,
    error: "revision-unknown",
    says: ["bbb", "limbeck history"],
  },
  {
    name: "a revision file names a parent that is not there",
    files: { "revisions/aaa.ts": REVISION.replace("= null", '= "zzz"') },
    argv: () => ["heads"],
    code: 3,
    error: "parent-missing",
    says: ["zzz", "aaa.ts"],
  },
  {
    name: "two files have one id",
    files: { "revisions/aaa.ts": REVISION, "revisions/aab.ts": REVISION },
    argv: () => ["history"],
    code: 3,
    error: "revision-duplicate",
    says: ["aaa.ts", "aab.ts"],
  },
  {
    name: "a header has to be computed",
    files: { "revisions/aaa.ts": REVISION.replace('"aaa"', '"a" + "aa"') },
    argv: () => ["history"],
    code: 3,
    error: "header-not-literal",
    says: ["aaa.ts:1", "revision"],
  },
  {
    name: "a file among the revisions is none",
    files: { "revisions/helper.ts": "export const x = 1;\n" },
    argv: () => ["history"],
    code: 3,
    error: "header-missing",
    says: ["helper.ts"],
  },
  {
    name: "a message is missing",
    argv: () => ["diff", "empty", "models", "--revision"],
    code: 2,
    error: "message-missing",
    says: ["-m"],
  },
  {
    name: "the log cannot be written",
    argv: () => ["heads", "--log-file", "no/such/folder/limbeck.log"],
    code: 2,
    error: "log-file-unwritable",
    says: ["no/such/folder"],
  },
];

describe("an error", () => {
  it.each(CASES)("$name: $error", async ({ files = {}, argv, code, error, says }) => {
    project = await testProject({ ...FILES, ...files });
    try {
      const told = await project.run(...argv());
      const data = await project.run(...argv(), "--json");
      expect([told.code, data.code]).toEqual([code, code]);
      expect(JSON.parse(data.stdout)).toMatchObject({ error: { code: error } });
      for (const text of says) expect(told.stderr).toMatch(text);
      expect(told.stdout).toBe("");
      expect(errorLines(told.stderr)).toHaveLength(2);
      expect(told.stderr + data.stdout).not.toMatch(/secret(?!s)|\n\s+at /);
    } finally {
      await project.remove();
    }
  });
});

/** One sentence and one hint. */
function errorLines(stderr: string): readonly string[] {
  return stderr.split("\n").filter((line) => /^(?:error|hint)/.test(line));
}
