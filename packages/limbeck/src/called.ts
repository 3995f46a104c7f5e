import { LimbeckError } from "@limbeck/model";

/*
 * What a program in JavaScript hands to a function of ours: nothing has looked at it before.
 */

/** A word that a function needs. Errors: `call-wrong`. */
export function wordOf(value: unknown, example: string): string {
  if (typeof value === "string") return value;
  throw callWrong(example, `a text is missing, or is ${inWords(value)}`);
}

/** One word or several. Errors: `call-wrong`. */
export function wordsOf(value: unknown, example: string): readonly [string, ...string[]] {
  const [first, ...rest] = (Array.isArray(value) ? value : [value]) as readonly unknown[];
  return [wordOf(first, example), ...rest.map((one) => wordOf(one, example))];
}

/** The options, where there are any. Errors: `call-wrong`. */
export function optionsOf<T extends object>(value: T | null | undefined): T {
  if (typeof value === "object" && value !== null) return value;
  throw callWrong(
    'upgrade(config, "head", { cwd: "app" })',
    `the options are an object, and here ${inWords(value)}`,
  );
}

/** One of some words, or none. Errors: `call-wrong`. */
export function choiceOf<T extends string>(
  value: T | undefined,
  choices: readonly T[],
  example: string,
): void {
  if (value === undefined || choices.includes(value)) return;
  throw callWrong(example, `${inWords(value)} is none of ${choices.map((one) => `"${one}"`).join(", ")}`);
}

function inWords(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : value === null ? "null" : typeof value;
}

function callWrong(example: string, problem: string): LimbeckError {
  return new LimbeckError({
    code: "call-wrong",
    message: `A function of limbeck is called wrongly: ${problem}.`,
    hint: `Call it like this: ${example}`,
    facts: { problem, example },
    exit: 2,
  });
}
