import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";

import { operations } from "../packages/operations/src/index.ts";
import { operationFamilies } from "./lib/families.ts";
import { lineFacts, operationPages } from "./lib/operationPages.ts";
import { root } from "./workspace.ts";

const pages = operationPages(join(root, "docs/operations"));
const sections = [...pages.values()].flat();

let families: Awaited<ReturnType<typeof operationFamilies>>;
beforeAll(async () => {
  families = await operationFamilies(join(root, "packages/operations/src"));
});

describe("docs/operations", () => {
  it("has a page for each family, and none besides", () => {
    expect([...pages.keys()].sort()).toEqual([...families.keys()].sort());
  });

  it("tells on each page of the directives of that family, and of no other", () => {
    const told = [...pages].map(([family, page]) => [family, page.map(({ directive }) => directive).sort()]);
    const made = [...families].map(([family, directives]) => [family, [...directives].sort()]);
    expect(told.sort()).toEqual(made.sort());
  });

  it("tells of each directive of the table once", () => {
    expect(sections.map(({ directive }) => directive).sort()).toEqual(Object.keys(operations).sort());
  });
});

describe.each(sections.map((section) => [section.directive, section] as const))(
  "%s",
  (directive, section) => {
    const facts = section.examples.map(({ line }) => lineFacts(line));

    it("is what its examples call", () => {
      expect(facts.map(({ kinds }) => kinds)).toEqual(section.examples.map(() => [directive]));
      expect(facts.length).toBeGreaterThan(0);
    });

    it("becomes the SQL that the page shows", () => {
      expect(section.examples.map(({ sql = "" }) => sql)).toEqual(facts.map(({ sql }) => sql));
    });

    it("has the opposite that the page names", () => {
      expect(section.opposites).toEqual(expect.arrayContaining(facts.flatMap(({ opposites }) => opposites)));
      expect(section.opposites.filter((name) => !(name in operations) && !WORDS.has(name))).toEqual([]);
    });

    it("has the hazards that the page names", () => {
      const found = new Set(facts.flatMap(({ hazards }) => hazards));
      expect([...section.hazards].sort()).toEqual([...found].sort());
    });
  },
);

/** What else is in code in a sentence about opposites. */
const WORDS: ReadonlySet<string> = new Set(["from", "to", "down"]);
