import { it } from "@jest/globals";

import { readDoc, section } from "./testing/docs.ts";
import { runStory } from "./testing/docsStory.ts";

const installs = (command: string): boolean =>
  /^npm install( --save-dev)?( (limbeck|drizzle-orm|@libsql\/client))+$/.test(command);

it("the page of SQLite does what it says, and its commands print what it shows", async () => {
  const page = readDoc("docs/sqlite.md");
  const story = { path: page.path, text: section(page, "## The first revisions") };
  // The page names its file in Drizzle's configuration; no other database is meant.
  await runStory(story, { url: "", others: installs });
}, 120_000);
