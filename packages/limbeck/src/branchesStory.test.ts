import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { readDoc, section } from "./testing/docs.ts";
import { runStory } from "./testing/docsStory.ts";

const doc = readDoc("docs/branches.md");
const FILES = { "limbeck.config.ts": "export default {};\n" };
const NUMBERS = { "limbeck.config.ts": 'export default { revisionIds: "sequential" };\n' };
const TWO = section(doc, "## Two developers, two heads");

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

function story(text: string, files: Readonly<Record<string, string>>): Promise<void> {
  const url = { ".env": `DATABASE_URL=${database.url}\n` };
  const others = (): boolean => false;
  return runStory({ path: doc.path, text }, { files: { ...files, ...url }, url: database.url, others });
}

describe("branches.md", () => {
  it.each(["## Merge", "## Rebase", "## Branches that stay"])(
    "tells what happens: %s",
    async (heading) => {
      await story(TWO + section(doc, heading), FILES);
    },
    120_000,
  );

  it("tells what happens with numbers", async () => {
    await story(section(doc, "## Two files with one number"), NUMBERS);
    expect(TWO).toMatch("limbeck heads");
  }, 120_000);
});
