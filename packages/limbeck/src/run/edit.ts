import { show } from "../actions/history.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { editNeedsOne } from "../editErrors.ts";
import { refuseListed } from "../project/listed.ts";
import { openEditor } from "./editor.ts";

export async function runEdit(scene: Scene, symbol: string): Promise<Exit> {
  // The signal is asked for before the editor starts, or an interrupt that is meant for that would end this process under it.
  const { output, signal } = scene;
  const project = await scene.project();
  refuseListed(project, "edit");
  const found = await show(project, symbol, "edit");
  const [info] = found;
  if (info?.file === undefined || found.length > 1)
    throw editNeedsOne(
      symbol,
      found.map(({ revision }) => revision),
    );
  await openEditor(info.file, { signal, stdoutIsTaken: output.json });
  if (output.json) output.answer(JSON.stringify({ revision: info.revision, file: info.file }));
  return 0;
}
