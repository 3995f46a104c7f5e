import { CONSTANTS, type ConstantName } from "./constant.ts";
import { type PlacedToken, stringValue } from "./token.ts";

/** A header constant that a statement exports in a form whose value cannot be read, and where it stands. */
export interface StrayConstant {
  readonly name: ConstantName;
  readonly offset: number;
}

/**
 * The header constants that a statement exports otherwise than as a constant of its own: `export let`, `export { … }`,
 * `export default { … }`, a pattern, `module.exports = { … }`, `exports["…"]`, `Object.defineProperty(exports, …)`. To pass one
 * over would be to take the revision for one without a parent.
 */
export function strayConstantsOf(statement: readonly PlacedToken[]): readonly StrayConstant[] {
  if (!exportsOtherwise(statement)) return [];
  let depth = 0;
  return statement.flatMap((token, at) => {
    depth += BRACES[token.value] ?? 0;
    if (depth > 1 || !ENDS.has(statement[at + 1]?.value ?? "")) return [];
    const name = CONSTANTS.find((known) => known === (stringValue(token) ?? token.value));
    return name === undefined ? [] : [{ name, offset: token.offset }];
  });
}

const BRACES: Readonly<Record<string, number>> = { "{": 1, "}": -1 };

/** What follows a name that is exported: its value, its type, the next name, the end of the list. */
const ENDS: ReadonlySet<string> = new Set(["=", ":", ",", "}", "]", ";", ""]);

function exportsOtherwise(statement: readonly PlacedToken[]): boolean {
  const [first = "", second = "", third = "", fourth = ""] = statement.map(({ value }) => value);
  switch (first) {
    case "export":
      return isListed(second, third);
    case "exports":
      return second !== ".";
    case "module":
      return third === "exports" && fourth !== ".";
    case "Object":
      return statement.some(({ value }) => value === "exports");
  }
  return false;
}

/** What stands behind `export`. */
function isListed(second: string, third: string): boolean {
  if (second === "const") return third === "{" || third === "[";
  if (second === "default") return !BODIES.has(third);
  return LISTS.has(second);
}

const LISTS: ReadonlySet<string> = new Set(["let", "var", "{", "="]);

const BODIES: ReadonlySet<string> = new Set(["function", "async", "class", "abstract"]);
