import { type PlacedToken } from "./token.ts";

/** The constants of a header, in the order in which a file says them. */
export const CONSTANTS = ["revision", "downRevision", "replaces", "branchLabels", "dependsOn"] as const;

export type ConstantName = (typeof CONSTANTS)[number];

/** A header constant as it stands in a file: its name and the tokens of its value. */
export interface Constant {
  readonly name: ConstantName;
  readonly value: readonly PlacedToken[];
  readonly offset: number;
  /** All tokens of the statement, its semicolon too. */
  readonly statement: readonly PlacedToken[];
}

/** The header constant that a statement says: `export const NAME = …` or, in CommonJS, `exports.NAME = …`. */
export function constantOf(statement: readonly PlacedToken[]): Constant | undefined {
  const start = BEGINNINGS.find((words) => words.every((word, at) => statement[at]?.value === word));
  if (start === undefined) return undefined;
  const name = CONSTANTS.find((known) => known === statement[start.length]?.value);
  if (name === undefined) return undefined;
  const equals = statement.findIndex(({ value }) => value === "=");
  const value = withoutAssertion(statement.slice(equals + 1));
  if (isAnnounced(value)) return undefined;
  return { name, value, offset: statement[0]?.offset ?? 0, statement };
}

const BEGINNINGS = [
  ["export", "const"],
  ["exports", "."],
  ["module", ".", "exports", "."],
] as const;

/** `exports.dependsOn = exports.revision = void 0`, which TypeScript writes ahead of the values in CommonJS. */
function isAnnounced(value: readonly PlacedToken[]): boolean {
  return value.at(-2)?.value === "void";
}

/** `as const` and `satisfies …` say nothing about the value. */
function withoutAssertion(value: readonly PlacedToken[]): readonly PlacedToken[] {
  const end = value.findIndex(
    ({ type, value: text }) => text === ";" || (type === "IdentifierName" && ASSERTIONS.has(text)),
  );
  return end < 0 ? value : value.slice(0, end);
}

const ASSERTIONS: ReadonlySet<string> = new Set(["as", "satisfies"]);
