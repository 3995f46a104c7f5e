import { type QualifiedName } from "@limbeck/model";

import { type Ref, ref } from "../ref.ts";

const EVENTS = ["insert", "update", "delete"] as const;

/**
 * What lets a body write rows of a table or a view, which the server looks for when it makes the function: that no identity is ALWAYS in a
 * column that it says, and that a trigger writes the rows of a view that is none of the simple ones. MERGE says these words too.
 */
export function writtenRefs(text: string, table: QualifiedName, words: readonly string[]): readonly Ref[] {
  const events = EVENTS.filter((event) => new RegExp(`\\b${event}\\b`, "i").test(text));
  if (events.length === 0) return [];
  return [
    ...events.map((event) => ref.written(table, event)),
    ...words.map((word) => ref.writtenColumn(table, word)),
  ];
}
