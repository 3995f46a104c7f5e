import { readFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { fences, readDoc, WORKSPACE } from "./testing/docs.ts";
import { runStory } from "./testing/docsStory.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const installs = (command: string): boolean =>
  /^npm install( --save-dev)?( (limbeck|drizzle-orm|drizzle-kit|pg))+$/.test(command);

describe("the tutorial", () => {
  const tutorial = readDoc("docs/tutorial.md");

  it("does what it says, and its commands print what it shows", async () => {
    await runStory(tutorial, { url: database.url, others: installs });
  }, 120_000);

  it("begins with the models of the example", () => {
    const [schema] = fences(tutorial).filter(({ lines }) => lines[0] === "// src/schema.ts");
    const example = readFileSync(join(WORKSPACE, "examples/task-api/src/schema.ts"), "utf8");
    expect(`${schema?.lines.slice(1).join("\n") ?? ""}\n`).toBe(example);
  });
});
