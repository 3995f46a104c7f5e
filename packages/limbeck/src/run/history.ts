import { readFileSync } from "node:fs";
import { relative } from "node:path";

import { parseRange } from "@limbeck/revisions";

import {
  history,
  type HistoryRange,
  listBranches,
  listHeads,
  type RevisionInfo,
  show,
} from "../actions/history.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type HeadsFlags } from "../commands/heads.ts";
import { type HistoryFlags } from "../commands/history.ts";
import { branchLines, headLine, historyLine, unknownLine, verboseLines } from "../output/history.ts";

export async function runHistory(scene: Scene, flags: HistoryFlags): Promise<Exit> {
  const { revRange, indicateCurrent = false } = flags;
  const project = await scene.project();
  const range = revRange === undefined ? {} : rangeOf(revRange.trim());
  const { revisions, unknown } = await history(project, { ...range, indicateCurrent });
  await answer(scene, revisions, (shown) => historyLines(scene, shown, flags));
  for (const row of unknown) scene.output.say(unknownLine(scene.output, row));
  return 0;
}

type Lines = readonly string[] | Promise<readonly string[]>;

async function historyLines(
  { output }: Scene,
  infos: readonly RevisionInfo[],
  { graph = false, format = "text" }: HistoryFlags,
): Promise<readonly string[]> {
  const { verbose, width } = output;
  switch (format) {
    case "mermaid":
      return (await import("../output/mermaid.ts")).mermaidLines(infos);
    case "dot":
      return (await import("../output/dot.ts")).dotLines(infos);
    case "text":
      if (!graph) return infos.flatMap(verbose ? verboseLines : (info) => [historyLine(info)]);
      return (await import("../output/graph.ts")).graphLines(infos, {
        verbose,
        ...(width === undefined ? {} : { width }),
      });
  }
}

/** `A:B`, `:B`, `A:`; one name alone is the upper end. */
function rangeOf(text: string): HistoryRange {
  return parseRange(text) ?? (text === "" ? {} : { upper: text });
}

export async function runHeads(scene: Scene, flags: HeadsFlags): Promise<Exit> {
  const { check = false, resolveDependencies = false } = flags;
  const heads = listHeads(await scene.project(), { resolveDependencies });
  await answer(scene, heads, (shown) =>
    shown.flatMap(scene.output.verbose ? verboseLines : (info) => [headLine(info)]),
  );
  return check && heads.length > 1 ? 1 : 0;
}

export async function runBranches(scene: Scene): Promise<Exit> {
  const points = listBranches(await scene.project());
  await answer(scene, points, (shown) => shown.flatMap((point) => branchLines(point, scene.output.verbose)));
  return 0;
}

export async function runShow(scene: Scene, symbol: string): Promise<Exit> {
  const infos = await show(await scene.project(), symbol);
  await answer(scene, infos, (shown) =>
    shown.flatMap((info, index) => [
      ...verboseLines(info),
      ...(scene.output.verbose ? textLines(infos[index]?.file) : []),
    ]),
  );
  return 0;
}

function textLines(file: string | undefined): readonly string[] {
  return file === undefined ? [] : [...readFileSync(file, "utf8").trimEnd().split(/\r?\n/), ""];
}

/** Answers with all that is known as JSON, or with lines, where paths are those that a person would type. */
async function answer<Info extends RevisionInfo>(
  { output, cwd }: Scene,
  infos: readonly Info[],
  lines: (infos: readonly Info[]) => Lines,
): Promise<void> {
  if (output.json) {
    output.answer(JSON.stringify(infos));
    return;
  }
  const shown = infos.map((info) =>
    info.file === undefined ? info : { ...info, file: relative(cwd, info.file) },
  );
  for (const line of await lines(shown)) output.answer(line);
}
