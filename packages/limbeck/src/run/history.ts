import { relative } from "node:path";

import { history, type HistoryRange, listHeads, type RevisionInfo } from "../actions/history.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type HeadsFlags } from "../commands/heads.ts";
import { type HistoryFlags } from "../commands/history.ts";
import { headLine, historyLine, verboseLines } from "../output/history.ts";

export async function runHistory(scene: Scene, { revRange }: HistoryFlags): Promise<Exit> {
  const project = await scene.project();
  const range = revRange === undefined ? {} : rangeOf(revRange);
  list(scene, history(project, range), historyLine);
  return 0;
}

/** `A:B`, `:B`, `A:`; one name alone is the upper end. */
function rangeOf(text: string): HistoryRange {
  const [lower = "", upper] = text.includes(":") ? text.split(":") : ["", text];
  return { ...(lower === "" ? {} : { lower }), ...(upper === undefined || upper === "" ? {} : { upper }) };
}

export async function runHeads(scene: Scene, { check }: HeadsFlags): Promise<Exit> {
  const heads = listHeads(await scene.project());
  list(scene, heads, headLine);
  return check === true && heads.length > 1 ? 1 : 0;
}

function list(
  { output, cwd }: Scene,
  infos: readonly RevisionInfo[],
  line: (info: RevisionInfo) => string,
): void {
  if (output.json) {
    output.answer(JSON.stringify(infos));
    return;
  }
  for (const info of infos) {
    const shown = info.file === undefined ? info : { ...info, file: relative(cwd, info.file) };
    if (output.verbose) for (const text of verboseLines(shown)) output.answer(text);
    else output.answer(line(shown));
  }
}
