import { diff } from "@limbeck/differ";
import { describe } from "@limbeck/operations";

import { type Holding } from "../project/trial.ts";

/** What differs between two scratch databases, in words: what would have to be done to the first to make it the second. */
export function holdingDifferences(
  first: Holding,
  second: Holding,
  serverVersion: number,
): readonly string[] {
  const operations = diff(first.schema, second.schema, { comments: true, serverVersion });
  return [
    ...operations.map(describe),
    ...beside(first, second, "removed"),
    ...beside(second, first, "added"),
  ];
}

/** Views, functions and the like can be told apart by their names only. */
function beside({ unmodelled }: Holding, other: Holding, word: string): readonly string[] {
  const names = new Set(other.unmodelled.map(({ kind, name }) => `${kind} ${name}`));
  return unmodelled
    .map(({ kind, name }) => `${kind} ${name}`)
    .filter((name) => !names.has(name))
    .map((name) => `${name}: ${word}`);
}
