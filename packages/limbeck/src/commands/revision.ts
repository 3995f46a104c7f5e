import { relative } from "node:path";

import { type Against } from "../actions/check.ts";
import { revision } from "../actions/revision.ts";
import { sayEvents } from "../output/events.ts";
import { type Exit, type Scene } from "./command.ts";

export interface RevisionOptions {
  readonly message: string;
  readonly autogenerate?: boolean;
  readonly against?: Against;
  readonly revId?: string;
  readonly prove?: boolean;
  readonly dryRun?: boolean;
  readonly allowEmpty?: boolean;
}

export async function revisionCommand(
  { output, project }: Scene,
  { revId, ...options }: RevisionOptions,
): Promise<Exit> {
  const opened = await project();
  const result = await revision({
    project: opened,
    report: sayEvents(output),
    ...options,
    ...(revId === undefined ? {} : { id: revId }),
  });
  for (const loss of result.losses) output.say(`  ${output.paint.red("loses data")}  ${loss}`);
  if (output.json) output.answer(JSON.stringify(result));
  else if (options.dryRun === true && result.text !== undefined) output.answer(result.text.trimEnd());
  else if (result.file !== undefined) output.answer(relative(process.cwd(), result.file));
  else output.say("  Nothing differs; no file was written.");
  return 0;
}
