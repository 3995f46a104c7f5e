import { log } from "../actions/log.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type LogFlags } from "../commands/log.ts";
import { logLines } from "../output/logLines.ts";

export async function runLog({ output, project }: Scene, flags: LogFlags): Promise<Exit> {
  const rows = await log(await project(), flags);
  if (output.json) output.answer(JSON.stringify(rows));
  else for (const line of rows.flatMap((row) => logLines(row, output.verbose))) output.answer(line);
  return 0;
}
