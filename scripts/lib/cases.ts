import { type GoldenCase, goldenCases } from "../../packages/proof/src/testing/goldenCase.ts";

/** The cases of that name or below that noun; all of them where none is named. Exits where there is none. */
export function casesNamed(name: string | undefined): readonly GoldenCase[] {
  const all = goldenCases();
  if (name === undefined) return all;
  const asked = name.replace(/^fixtures\//, "").replace(/\/$/, "");
  const found = all.filter((golden) => golden.name === asked || golden.name.startsWith(`${asked}/`));
  if (found.length > 0) return found;
  console.error(`No case ${asked}. There are:\n${all.map((golden) => `  ${golden.name}`).join("\n")}`);
  process.exit(2);
}
