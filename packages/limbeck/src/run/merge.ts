import { relative } from "node:path";

import { defined } from "@limbeck/operations";

import { merge } from "../actions/merge.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type MergeFlags } from "../commands/merge.ts";
import { sayRevision } from "./revision.ts";

export async function runMerge(
  { output, cwd, project }: Scene,
  revisions: readonly string[],
  { message, branchLabel, revId, splice, prove }: MergeFlags,
): Promise<Exit> {
  const result = await merge(await project(), revisions, {
    report: sayRevision(output),
    ...defined({ message, branchLabels: branchLabel, id: revId, splice, prove }),
  });
  output.answer(output.json ? JSON.stringify(result) : relative(cwd, result.file));
  return 0;
}
