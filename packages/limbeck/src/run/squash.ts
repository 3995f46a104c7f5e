import { relative } from "node:path";

import { defined } from "@limbeck/operations";

import { squash } from "../actions/squash/squash.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type SquashFlags } from "../commands/squash.ts";
import { sayRevision } from "./revision.ts";

export async function runSquash(
  { output, cwd, project }: Scene,
  range: string,
  { message, revId, data, prove }: SquashFlags,
): Promise<Exit> {
  const result = await squash(await project(), range, {
    report: sayRevision(output),
    ...defined({ message, id: revId, data, prove }),
  });
  output.answer(output.json ? JSON.stringify(result) : relative(cwd, result.file));
  output.say(
    `  replaces  ${result.replaces.join(", ")}; their files can be deleted once every database has them all`,
  );
  return 0;
}
