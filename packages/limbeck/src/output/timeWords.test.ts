import { expect, it } from "@jest/globals";
import { timeWords } from "./timeWords.ts";

it.each([
  [0, "0 s"],
  [89_400, "89 s"],
  [90_000, "2 min"],
  [12 * 60_000, "12 min"],
  [200 * 60_000, "3 h 20 min"],
])("says %d milliseconds as a person does", (milliseconds, words) => {
  expect(timeWords(milliseconds)).toBe(words);
});
