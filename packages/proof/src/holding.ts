import { diff } from "@limbeck/differ";
import { describe } from "@limbeck/operations";

import { type Snapshot } from "./snapshot.ts";

/** What differs between two databases, in words: what would have to be done to the first to make it the second. */
export function holdingDifferences(
  first: Snapshot,
  second: Snapshot,
  serverVersion: number,
): readonly string[] {
  const operations = diff(first.schema, second.schema, { comments: true, serverVersion });
  return [
    ...operations.map(describe),
    ...beside(first, second, "removed"),
    ...beside(second, first, "added"),
  ];
}

/**
 * Views, functions and the like can be told apart by their names only. Tables that SQLite makes for itself are no part of what a revision
 * does: `sqlite_sequence` stays when the last AUTOINCREMENT table has gone, and nobody may drop it (https://sqlite.org/autoinc.html).
 */
function beside({ unmodelled }: Snapshot, other: Snapshot, word: string): readonly string[] {
  const names = new Set(other.unmodelled.map(({ kind, name }) => `${kind} ${name}`));
  return unmodelled
    .filter(({ kind }) => kind !== "internal table")
    .map(({ kind, name }) => `${kind} ${name}`)
    .filter((name) => !names.has(name))
    .map((name) => `${name}: ${word}`);
}
