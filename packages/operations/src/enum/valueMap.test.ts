import { describe, expect, it } from "@jest/globals";

import { sql } from "../input/sqlInput.ts";
import { operations } from "../operations.ts";
import { reverse } from "../derive.ts";
import { type ReplaceEnum, type ReplaceEnumInput } from "./replaceEnum.ts";

const { replaceEnum } = operations;
const replaced = (input: ReplaceEnumInput): ReplaceEnum => replaceEnum.directive("mood", input);

describe("the map of values that go", () => {
  const cases = [
    { name: "one for one", map: { sad: "blue" }, back: { blue: "sad" } },
    { name: "several in one", map: { sad: "blue", ill: "blue" }, back: undefined },
    { name: "one that stays", map: { sad: "ok" }, back: undefined },
    { name: "nothing chosen", map: { sad: sql`TODO`, ill: sql`todo` }, back: { blue: sql`TODO` } },
    { name: "NULL", map: { sad: null }, back: undefined },
  ] as const;
  it.each(cases)("is turned round as far as that can be: $name", ({ map, back }) => {
    const op = replaced({ from: ["sad", "ok", "ill"], to: ["ok", "blue"], map });
    const opposite = reverse(op);
    if (opposite.kind !== "replaceEnum") throw new Error(opposite.kind);
    expect(replaceEnum.args(opposite)[1].map).toEqual(back);
    expect(reverse(opposite)).toEqual(op);
  });

  const wrong = [
    { map: { ok: "blue" }, problem: "map names 'ok', which is no value that goes" },
    { map: { said: "blue" }, problem: "map names 'said', which is no value that goes" },
    { map: { sad: "ill" }, problem: "map leads from 'sad' to 'ill', which is no value" },
    {
      map: { sad: sql`lower('OK')` },
      problem: "map takes a value of the enum type as a text (\"ok\", not sql`...`) or null, not lower('OK')",
    },
  ];
  it.each(wrong)("is refused where it cannot be right: $problem", ({ map, problem }) => {
    const record = () => replaced({ from: ["sad", "ok"], to: ["ok", "blue"], map });
    expect(record).toThrow(
      expect.objectContaining({ code: "argument-wrong", facts: { directive: "replaceEnum", problem } }),
    );
  });

  const told = [
    { map: undefined, words: "fails if a row holds it" },
    { map: { sad: sql`TODO` }, words: "rows that hold it need another value: write it in place of TODO" },
    { map: { sad: "ok" }, words: "rows that hold it get another value" },
  ];
  it.each(told)("is what the reviewer reads: $words", ({ map, words }) => {
    const op = replaced({ from: ["sad", "ok"], to: ["ok"], ...(map === undefined ? {} : { map }) });
    expect(replaceEnum.hazards(op)).toEqual([
      { code: "loses-enum-value", message: `mood loses sad: ${words}`, loses: [] },
    ]);
  });
});
