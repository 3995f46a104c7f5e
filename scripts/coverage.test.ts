import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "@jest/globals";

import { GAPS } from "../packages/proof/src/testing/pairGaps.ts";
import { pairFiles, readPairs } from "../packages/proof/src/testing/pairs.ts";

const page = readFileSync(fileURLToPath(new URL("../docs/coverage.md", import.meta.url)), "utf8");

/** The rows of the table below a headline, head and rule left out. */
function rowsBelow(headline: string): readonly (readonly string[])[] {
  const section = page.slice(page.indexOf(`\n## ${headline}\n`)).split("\n## ")[1] ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("docs/coverage.md, which npm run pairs -- --write writes", () => {
  it("has a score for each collection, and counts its pairs", () => {
    const counted = rowsBelow("Scores").map(([name, pairs]) => [name, Number(pairs)]);
    const collections = pairFiles().map((file) => [file.replace(".jsonl", ""), readPairs(file).length]);
    expect(counted).toEqual([...collections, ["**all**", readPairs().length]]);
  });

  it("accounts for every way, and none has failed", () => {
    for (const [, , ways, equal, inGap, failed] of rowsBelow("Scores")) {
      expect(Number(equal) + Number(inGap)).toBe(Number(ways));
      expect(failed).toBe("0");
    }
  });

  it("names every known gap with its reason", () => {
    const named = rowsBelow("Known gaps").map(([name, reason]) => [name, reason]);
    expect(named).toEqual(Object.entries(GAPS).map(([name, { reason }]) => [name, reason]));
  });
});
