import { describe, expect, it } from "@jest/globals";

import { isCollatable, splitCollation } from "./collation.ts";

describe("splitCollation", () => {
  it.each([
    ['text COLLATE "C"', { type: "text", collation: '"C"' }],
    ["varchar(20)[]  collate  German", { type: "varchar(20)[]", collation: '"german"' }],
    ['text COLLATE pg_catalog."de-x-icu"', { type: "text", collation: '"de-x-icu"' }],
    ['text COLLATE app."say ""hi"""', { type: "text", collation: '"app"."say ""hi"""' }],
    ["text", { type: "text" }],
    ['"my collate type"', { type: '"my collate type"' }],
  ])("takes %s apart", (text, parts) => {
    expect(splitCollation(text)).toEqual(parts);
  });
});

describe("isCollatable", () => {
  it.each(["text", "character varying(20)", "character(3)[]", "bpchar", "citext"])("%s is", (type) => {
    expect(isCollatable(type)).toBe(true);
  });

  it.each(["integer", "name", "text_status", "mood"])("%s is not", (type) => {
    expect(isCollatable(type)).toBe(false);
  });
});
