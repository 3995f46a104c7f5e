import {
  type GoldenCase,
  goldenCases,
  goldenCasesOfSqlite,
} from "../../packages/proof/src/testing/goldenCase.ts";

/** The case of that name, or those below that noun; all of them where none is named. Exits where there is none. */
export function casesNamed(name: string | undefined): readonly GoldenCase[] {
  if (name === undefined) return allCases();
  const asked = name.replace(/^fixtures\//, "").replace(/\/$/, "");
  const found = allCases().filter((golden) => isMeant(golden, asked));
  return found.length > 0 ? found : refuse(`There is no case ${asked}.`, allCases());
}

/** The one case of that name. Exits where there is none, or several. */
export function caseNamed(name: string): GoldenCase {
  const found = casesNamed(name);
  const [only] = found;
  return found.length === 1 && only !== undefined ? only : refuse("Name one case.", found);
}

const allCases = (): readonly GoldenCase[] => [...goldenCases(), ...goldenCasesOfSqlite()];

function isMeant({ name }: GoldenCase, asked: string): boolean {
  return name === asked || name.startsWith(`${asked}/`);
}

function refuse(words: string, cases: readonly GoldenCase[]): never {
  console.error(`${words}\n${cases.map(({ name }) => `  ${name}`).join("\n")}`);
  process.exit(2);
}
