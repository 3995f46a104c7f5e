import { type Kind, listed } from "./kind.ts";

type KeyOf<T> = T extends unknown ? keyof T : never;

/** What each option of a declaration may be: one that has no answer here does not compile. */
export type Kinds<Config> = Readonly<Record<KeyOf<Config> & string, Kind>>;

/** JavaScript has no types that would refuse it. Throws where it stands, so that the line of the models is told. */
export function checkOptions(who: string, config: object, kinds: Readonly<Record<string, Kind>>): void {
  for (const [option, value] of Object.entries(config)) {
    const kind = Object.hasOwn(kinds, option) ? kinds[option] : undefined;
    if (kind === undefined)
      throw new TypeError(`${who} has no option ${option}; there ${options(Object.keys(kinds))}`);
    if (value !== undefined) checkValue(`${option} of ${who}`, value, kind);
  }
}

export function checkValue(what: string, value: unknown, { words, fits }: Kind): void {
  if (!fits(value)) throw new TypeError(`${what} is ${shown(value)}, and has to be ${words}`);
}

function options(names: readonly string[]): string {
  return `${names.length === 1 ? "is" : "are"} ${listed(names, "and")}`;
}

const LONGEST = 60;

function shown(value: unknown): string {
  const words = inWords(value);
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}

function inWords(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(inWords).join(", ")}]`;
  if (Object.prototype.toString.call(value) === "[object Date]") return "a Date";
  if ("getSQL" in value) return "getSQLType" in value ? "a column" : "sql`…`";
  return `{ ${Object.entries(value)
    .map(([name, one]) => `${name}: ${inWords(one)}`)
    .join(", ")} }`;
}
