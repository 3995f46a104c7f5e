import { describe, expect, it } from "@jest/globals";

import * as pg from "./pg.ts";
import * as sqlite from "./sqlite.ts";
import { fences, readDoc, section } from "./testing/docs.ts";

const doc = readDoc("docs/sqlite.md");

describe.each([
  ["limbeck/pg", pg, readDoc("docs/declarations.md")],
  ["limbeck/sqlite", sqlite, { ...doc, text: section(doc, "## Declarations") }],
])("%s", (_, declarations, page) => {
  const told = [...page.text.matchAll(/^### (\S+)$/gm)].map(([, name = ""]) => name);

  it("is told of on its page, each declaration and no other", () => {
    expect([...told].sort()).toEqual(Object.keys(declarations).sort());
  });

  it.each(told)("has an example of %s", (name) => {
    const uses = fences(page).filter(({ lines }) => lines.some((line) => line.includes(`${name}(`)));
    expect(uses.length).toBeGreaterThan(0);
  });
});
