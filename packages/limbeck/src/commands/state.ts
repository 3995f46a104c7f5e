import { relative } from "node:path";

import { type HistoryRange } from "../actions/history.ts";
import { historyLine, headLine, verboseLines } from "../output/history.ts";
import { type Output } from "../output/output.ts";
import { type RevisionInfo } from "../actions/history.ts";
import { type Exit, type Scene } from "./command.ts";

export async function historyCommand(
  { output, project }: Scene,
  options: { readonly revRange?: string },
): Promise<Exit> {
  const { history } = await import("../actions/history.ts");
  const range: HistoryRange = options.revRange === undefined ? {} : rangeOf(options.revRange);
  list(output, history(await project(), range), historyLine);
  return 0;
}

/** `A:B`, `:B`, `A:`; one name alone is the upper end. */
function rangeOf(text: string): HistoryRange {
  const [lower = "", upper] = text.includes(":") ? text.split(":") : ["", text];
  return { ...(lower === "" ? {} : { lower }), ...(upper === undefined || upper === "" ? {} : { upper }) };
}

export async function headsCommand(
  { output, project }: Scene,
  options: { readonly check?: boolean },
): Promise<Exit> {
  const { listHeads } = await import("../actions/history.ts");
  const heads = listHeads(await project());
  list(output, heads, headLine);
  return options.check === true && heads.length > 1 ? 1 : 0;
}

export async function currentCommand(
  { output, project }: Scene,
  options: { readonly checkHeads?: boolean },
): Promise<Exit> {
  const opened = await project();
  const [{ current }, { listHeads }] = await Promise.all([
    import("../actions/upgrade.ts"),
    import("../actions/history.ts"),
  ]);
  const found = await current(opened);
  const heads = new Set(listHeads(opened).map(({ revision }) => revision));
  if (output.json) output.answer(JSON.stringify(found));
  else for (const row of found.rows) output.answer(`${row}${heads.has(row) ? " (head)" : ""}`);
  for (const row of found.unknown)
    output.say(`  ${output.paint.yellow("unknown")}   no revision file has ${row}`);
  return options.checkHeads === true && !found.atHeads ? 1 : 0;
}

function list(output: Output, infos: readonly RevisionInfo[], line: (info: RevisionInfo) => string): void {
  if (output.json) {
    output.answer(JSON.stringify(infos));
    return;
  }
  for (const info of infos) {
    const shown = info.file === undefined ? info : { ...info, file: relative(process.cwd(), info.file) };
    if (output.verbose) for (const text of verboseLines(shown)) output.answer(text);
    else output.answer(line(shown));
  }
}
