import { relative, resolve } from "node:path";

import { defined } from "@limbeck/operations";

import { rebase, type RebaseResult } from "../actions/rebase/rebase.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type RebaseFlags } from "../commands/rebase.ts";
import { sayRevision } from "./revision.ts";

export async function runRebase(
  { output, cwd, project }: Scene,
  [first = "", ...others]: readonly string[],
  { onto, prove }: RebaseFlags,
): Promise<Exit> {
  // A path means what a shell takes it for.
  const placed = (text: string): string => (/\.[cm]?[jt]s$/.test(text) ? resolve(cwd, text) : text);
  const options = { onto: placed(onto), report: sayRevision(output), ...defined({ prove }) };
  const result = await rebase(await project(), [placed(first), ...others.map(placed)], options);
  if (output.json) output.answer(JSON.stringify(result));
  else for (const file of result.written) output.answer(relative(cwd, file));
  if (result.written.length === 0) output.say("  Nothing to do: it stands there already.");
  else for (const text of movedLines(result)) output.say(text);
  return 0;
}

/** `moved     c1: b1 -> c1`, as the history will say it. */
function movedLines({ moved }: RebaseResult): readonly string[] {
  return moved.map(({ revision, was, downRevisions }) => {
    const from = downRevisions.length === 0 ? "<base>" : downRevisions.join(", ");
    return `  ${"moved".padEnd(10)}${from} -> ${revision}${was === revision ? "" : `, which was ${was}`}`;
  });
}
