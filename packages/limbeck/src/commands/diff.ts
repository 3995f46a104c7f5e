import { compile, describe, type Operation } from "@limbeck/operations";

import { diff } from "../actions/diff.ts";
import { SCRATCH_VERSION } from "../project/lazyScratch.ts";
import { type Exit, type Scene } from "./command.ts";

export async function diffCommand(
  { output, project }: Scene,
  from: string,
  to: string,
  options: { readonly sql?: boolean },
): Promise<Exit> {
  const opened = await project();
  const operations = await diff(opened, from, to);
  if (output.json) output.answer(JSON.stringify(operations));
  else if (options.sql === true)
    for (const op of operations)
      for (const sql of sqlOf(op, opened.config.serverVersion)) output.answer(`${sql};`);
  else for (const op of operations) output.answer(describe(op));
  return 0;
}

function sqlOf(op: Operation, version: number = SCRATCH_VERSION): readonly string[] {
  const plan = compile(op, "postgres", { version });
  return plan.kind === "statements" ? plan.statements.map(({ sql }) => sql) : [`-- ${describe(op)}`];
}
