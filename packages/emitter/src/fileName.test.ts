import { describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";
import fc from "fast-check";

import { fileName, slug } from "./fileName.ts";

const facts = { revision: "3f9c1e7a2b40", message: "Add tasks!", date: new Date("2026-01-02T23:04:05Z") };

describe("fileName", () => {
  it.each([
    ["{year}{month}{day}_{hour}{minute}{second}_{rev}_{slug}", "20260102_230405_3f9c1e7a2b40_add_tasks"],
    ["{rev}_{slug}", "3f9c1e7a2b40_add_tasks"],
    ["{epoch}-{slug}", "1767395045-add_tasks"],
    ["{year}/{month}/{slug}", "2026/01/add_tasks"],
  ])("%s", (template, expected) => {
    expect(fileName(template, facts)).toBe(expected);
  });

  it("takes the date's parts in the time zone", () => {
    const template = "{day}_{hour}";
    expect(fileName(template, { ...facts, timezone: "Europe/Berlin" })).toBe("03_00");
    expect(fileName(template, { ...facts, timezone: "local" })).toMatch(/^\d\d_\d\d$/);
  });

  it("leaves no dangling mark where the message has no letters", () => {
    expect(fileName("{rev}_{slug}", { ...facts, message: "?!" })).toBe("3f9c1e7a2b40");
  });

  it("refuses what it does not know", async () => {
    expect(await failure(() => fileName("{rev}_{slgu}", facts))).toMatchObject({
      code: "file-template-invalid",
      facts: { token: "slgu" },
    });
    expect(await failure(() => fileName("{rev}", { ...facts, timezone: "Mars" }))).toMatchObject({
      code: "timezone-unknown",
      facts: { timezone: "Mars" },
    });
  });

  it("is never a name that Windows refuses", () => {
    expect(fileName("{slug}", { ...facts, message: "con" })).toBe("_con");
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("{slug}", "{rev}: {slug}?", "{slug}."),
        (message, template) => {
          const name = fileName(template, { ...facts, message });
          expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)$/iu);
        },
      ),
    );
  });
});

describe("slug", () => {
  it.each([
    ["Remove priority & tags", 40, "remove_priority_tags"],
    ["Größe ändern", 40, "größe_ändern"],
    ["one two three", 7, "one_two"],
    ["one two three", 9, "one_two"],
    ["verylongword", 4, "very"],
  ])("%s in %d: %s", (message, length, expected) => {
    expect(slug(message, length)).toBe(expected);
  });
});
