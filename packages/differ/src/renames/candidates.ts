import { type Schema } from "@limbeck/model";
import { distance } from "fastest-levenshtein";

import { type Pair } from "./pairs.ts";
import { possibleMembers } from "./possibleMembers.ts";
import { possibleRoots } from "./possibleRoots.ts";
import { type Rename, renamedPath, renamePath } from "./rename.ts";

/** A drop and an add that may be a rename. */
export interface RenameCandidate {
  readonly rename: Rename;
  /** How likely it is, from 0 to 1. */
  readonly score: number;
}

/** From here on, somebody should look at it. */
const LIKELY = 0.5;

/**
 * The drops and adds of one kind in one place that may be renames: tables, enum types and sequences, and in those that are on both
 * sides columns and values. Each thing is in one candidate at most, the likeliest; the likeliest first.
 */
export function renameCandidates(before: Schema, after: Schema): readonly RenameCandidate[] {
  return likeliest([...possibleRoots(before, after), ...possibleMembers(before, after)]);
}

export function likeliest(pairs: readonly Pair[]): readonly RenameCandidate[] {
  const scored = pairs
    .map(({ rename, likeness }) => ({ rename, score: scoreOf(rename, likeness()) }))
    .filter(({ score }) => score >= LIKELY)
    .sort((a, b) => b.score - a.score);
  const taken = new Set<string>();
  return scored.filter(({ rename }) => {
    const { kind } = rename;
    const ends = [renamePath(rename), renamedPath(rename)].map((end, at) => JSON.stringify([kind, at, end]));
    if (ends.some((end) => taken.has(end))) return false;
    for (const end of ends) taken.add(end);
    return true;
  });
}

/** How much of the score is what a thing is; the rest is what it is called. */
const WEIGHT = {
  table: 0.8,
  enum: 0.8,
  column: 0.65,
  sequence: 0.5,
  value: 0.5,
  domain: 0.6,
  composite: 0.8,
  range: 0.6,
  collation: 0.6,
  attribute: 0.6,
  function: 0.7,
  view: 0.8,
  materializedView: 0.8,
  constraint: 0,
  index: 0,
} satisfies Record<Rename["kind"], number>;

const MOVED_AND_RENAMED = 0.7;

function scoreOf(rename: Rename, likeness: number): number {
  // Constraints and indexes that say the same are renamed without a question; others are no candidates.
  if (rename.kind === "constraint" || rename.kind === "index") return 0;
  const old = renamePath(rename).at(-1) ?? "";
  const names = 1 - distance(old, rename.to) / Math.max(old.length, rename.to.length, 1);
  const weight = WEIGHT[rename.kind];
  const score = weight * likeness + (1 - weight) * names;
  // Somebody who moves a thing seldom gives it another name as well.
  return "into" in rename && names < 1 ? score * MOVED_AND_RENAMED : score;
}
