import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { join } from "node:path";
import { type Log } from "sarif";

import { type Ran, testProject, type TestProject } from "../../testing/project.ts";
import { filePlace, quotedIn, reportRoot } from "./filePlace.ts";
import { githubLine } from "./github.ts";

const CONFIG = `const files = ["./models.ts", "./more.ts"];
export default ({ x }) => ({
  dialect: "postgresql",
  ...(x.named ? { databases: { main: { schema: files } } } : { schema: files }),
});
`;
const MODELS = `import { integer, pgTable } from "drizzle-orm/pg-core";

export const users = pgTable("users", { id: integer() });
`;
const MORE = `import { integer, pgSchema, pgSequence } from "drizzle-orm/pg-core";
export const odd = pgSchema('50%, "a": b').table("odd", { id: integer() });
export const numbers = pgSequence('numbers');
`;

let project: TestProject;
beforeEach(async () => {
  project = await testProject({
    ".git/HEAD": "ref: refs/heads/main\n",
    "apps/the api/limbeck.config.mjs": CONFIG,
    "apps/the api/models.ts": MODELS,
    "apps/the api/more.ts": MORE,
  });
});
afterEach(() => project.remove());

const check = (...args: readonly string[]): Promise<Ran> =>
  project.run("check", "-c", "apps/the api/limbeck.config.mjs", "--against", "revisions", ...args);

describe("check --format", () => {
  it("github: a line for each difference, beside the line of the models that names it", async () => {
    const { code, stdout } = await check("--format", "github");
    const error = (line: string, words: string): string =>
      `::error file=apps/the api/${line},title=limbeck%3A difference::${words}: added (the models against the revisions)`;
    expect(code).toBe(1);
    expect(stdout.trim().split("\n")).toEqual([
      error("more.ts,line=2", 'schema 50%25, "a": b'),
      error("more.ts,line=3", "sequence numbers"),
      error("more.ts,line=2", 'table 50%25, "a": b.odd'),
      error("models.ts,line=3", "table users"),
    ]);
  });

  it("sarif: one log, whose paths begin at the root of the repository", async () => {
    const { code, stdout } = await check("--format", "sarif");
    const log = JSON.parse(stdout) as Log;
    expect(code).toBe(1);
    expect(log.runs.flatMap(({ results = [] }) => results)).toContainEqual({
      ruleId: "difference",
      level: "error",
      message: { text: "table users: added (the models against the revisions)" },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "apps/the%20api/models.ts", uriBaseId: "%SRCROOT%" },
            region: { startLine: 3 },
          },
        },
      ],
    });
  });

  it("sarif: tells of one database, which is named", async () => {
    const { code, stdout, stderr } = await check("--format", "sarif", "-x", "named");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("--database NAME");
    const named = await check("--format", "sarif", "-x", "named", "--database", "main");
    expect(named).toMatchObject({ code: 1, stdout: expect.stringContaining('"version": "2.1.0"') });
  });

  it("json: is --json", async () => {
    const { stdout } = await check("--format", "json");
    expect(stdout).toBe((await check("--json")).stdout);
  });
});

it("what would end a line or a property of GitHub's is told in its signs", () => {
  const place = { file: "a,b:c%.ts" };
  expect(githubLine({ rule: "r", level: "note", text: "1%\r\n2, :", place })).toBe(
    "::notice file=a%2Cb%3Ac%25.ts,title=limbeck%3A r::1%25%0D%0A2, :",
  );
});

it("files are named from the folder that holds .git, else from the current one", () => {
  const inside = join(project.folder, "apps", "the api");
  expect(reportRoot(inside)).toBe(project.folder);
  expect(filePlace(project.folder, join(inside, "models.ts"), 3)).toEqual({
    file: "apps/the api/models.ts",
    line: 3,
  });
});

it("what no file names belongs to the first; without files there is no place", () => {
  const file = join(project.folder, "apps/the api/models.ts");
  expect(quotedIn([file], project.folder)("gone")).toEqual({ file: "apps/the api/models.ts" });
  expect(quotedIn([], project.folder)("gone")).toBeUndefined();
});
