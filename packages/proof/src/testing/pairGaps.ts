/** Why a pair of databases is not taken from one side to the other. */
export interface Gap {
  readonly reason: string;
  /** One of the words by which the introspector names what it leaves alone; without any, what is found tells enough. */
  readonly kinds?: readonly string[];
  /** What is then found: an error, or a difference. */
  readonly found: RegExp;
}

const LEFT_ALONE = "neither changed nor reported as a difference";

/** All that is known to be missing, by name; docs/coverage.md lists it. */
export const GAPS: Readonly<Record<string, Gap>> = {
  rules: { reason: LEFT_ALONE, kinds: ["rule"], found: / rule |depend on it/ },
  "event triggers": { reason: LEFT_ALONE, kinds: ["event trigger"], found: / event trigger / },
  "foreign tables": { reason: LEFT_ALONE, kinds: ["foreign table"], found: /: (?:table|column|constraint) / },
  inheritance: {
    reason: "a table that inherits belongs to the one that it inherits from, and is left alone",
    kinds: ["inheritance child"],
    found: /: (?:table|column|constraint|index) |depend on it/,
  },
  "columns in keys of partitioned tables": {
    reason: "refused: one that an expression of the key reads, or whose type would have to be made anew",
    found: /PostgreSQL cannot alter that, and/,
  },
  "extensions that only go forward": {
    reason: "an extension that has no update path between two versions, or cannot move to another schema",
    found: /has no update path from version|does not support SET SCHEMA/,
  },
  subscriptions: { reason: "need a second server", found: /does not load: subscription/ },
  "extensions that are not there": {
    reason: "the server of the tests has none but PostgreSQL's own",
    found: /does not load: (?:extension .* is not available|operator does not exist: vector)/,
  },
  "triggers of partitions": {
    reason:
      "that the trigger of a table fires otherwise in one of its partitions is neither changed nor reported",
    kinds: ["partition trigger"],
    found: /: trigger /,
  },
  "foreign keys of partitions": {
    reason: "the name that a partition has given to its part of a foreign key is neither kept nor reported",
    kinds: ["partition foreign key"],
    found: /: constraint /,
  },
  "statistics objects": { reason: LEFT_ALONE, kinds: ["statistics"], found: / statistics |depend on it/ },
  "tables of a type": {
    reason: LEFT_ALONE,
    kinds: ["typed table"],
    found: /: (?:table|column|constraint) |depend on it|does not exist/,
  },
  "base types and operators": {
    reason: LEFT_ALONE,
    kinds: ["base type", "operator", "function"],
    found: /LANGUAGE (?:c|internal)\b| (?:type|operator) |depend on it|does not exist/,
  },
};

/** The name of the gap that explains what was found; undefined where none does. */
export function gapOf(words: string, unmodelled: readonly string[]): string | undefined {
  const found = new Set(unmodelled);
  const fits = ({ kinds, found: pattern }: Gap): boolean =>
    (kinds?.some((kind) => found.has(kind)) ?? true) && pattern.test(words);
  return Object.entries(GAPS).find(([, gap]) => fits(gap))?.[0];
}
