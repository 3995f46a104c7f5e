import { listHeads } from "../actions/history.ts";
import { current } from "../actions/upgrade.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type CurrentFlags } from "../commands/current.ts";

export async function runCurrent(scene: Scene, { checkHeads }: CurrentFlags): Promise<Exit> {
  const { output } = scene;
  const project = await scene.project();
  const found = await current(project);
  const heads = new Set(listHeads(project).map(({ revision }) => revision));
  if (output.json) output.answer(JSON.stringify(found));
  else for (const row of found.rows) output.answer(`${row}${heads.has(row) ? " (head)" : ""}`);
  for (const row of found.unknown)
    output.say(`  ${output.paint.yellow("unknown")}   no revision file has ${row}`);
  return checkHeads === true && !found.atHeads ? 1 : 0;
}
