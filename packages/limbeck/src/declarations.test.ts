import { expect, it } from "@jest/globals";

import * as declarations from "./pg.ts";
import { fences, readDoc } from "./testing/docs.ts";

const page = readDoc("docs/declarations.md");
const told = [...page.text.matchAll(/^### (\S+)$/gm)].map(([, name = ""]) => name);

it("the page tells of each declaration that limbeck/pg exports, and of no other", () => {
  expect([...told].sort()).toEqual(Object.keys(declarations).sort());
});

it.each(told)("the page shows how %s is written", (name) => {
  const uses = fences(page).filter(({ lines }) => lines.some((line) => line.includes(`${name}(`)));
  expect(uses.length).toBeGreaterThan(0);
});
