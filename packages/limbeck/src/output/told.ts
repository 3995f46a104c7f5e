import { relative } from "node:path";

import { type ChangedSince, type ToldStep } from "../actions/current.ts";
import { type PossibleRename } from "../actions/renameNotes.ts";
import { type Output } from "./output.ts";

/** Says which revisions are others now than those that were applied, and where; paths as from `cwd`. */
export function sayChanged({ say, paint }: Output, changed: readonly ChangedSince[], cwd: string): void {
  for (const { revision, applied, file, line } of changed) {
    const place = file === undefined || line === undefined ? "" : ` (${relative(cwd, file)}:${line})`;
    say(`${paint.yellow("WARN")}  ${revision} was changed${place} after its ${toldWords(applied)}`);
  }
}

/** Says what goes and comes and may be a rename, and how to say that it is one. */
export function sayRenames(
  { say }: Output,
  renames: readonly PossibleRename[] = [],
  how = "limbeck revision --autogenerate",
): void {
  for (const { words, rename } of renames) say(`  possibly renamed: ${words} (${how} --rename ${rename})`);
}

/** `upgrade of 2026-11-21T12:00:00.000Z by app from web-1, release 1.2.3` */
export function toldWords({ direction, started, user, host, tag }: ToldStep): string {
  const from = host === undefined ? "" : ` from ${host}`;
  return `${direction} of ${started.toISOString()} by ${user}${from}${tag === undefined ? "" : `, ${tag}`}`;
}
