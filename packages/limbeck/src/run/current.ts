import { relative } from "node:path";
import { doneWords } from "@limbeck/runtime";

import { current, type CurrentResult } from "../actions/current.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type CurrentFlags } from "../commands/current.ts";
import { currentLine, verboseLines } from "../output/history.ts";
import { type Output } from "../output/output.ts";
import { sayChanged, toldWords } from "../output/told.ts";
import { type Project } from "../project/project.ts";

export async function runCurrent(scene: Scene, { checkHeads }: CurrentFlags): Promise<Exit> {
  const { output } = scene;
  const project = await scene.project();
  const found = await current(project);
  if (output.json) output.answer(JSON.stringify(found));
  else for (const line of answerLines(scene, found)) output.answer(line);
  tellUnfinished(output, found);
  if (output.verbose) tellDetails(scene, found);
  await tellLost(output, project, found);
  return checkHeads === true && !found.atHeads ? 1 : 0;
}

function answerLines({ output, cwd }: Scene, { revisions, database }: CurrentResult): readonly string[] {
  if (!output.verbose) return revisions.map(currentLine);
  const title = `Current revision(s) for ${database ?? "the database"}:`;
  const shown = revisions.map(({ file, ...info }) => ({
    ...info,
    ...(file === undefined ? {} : { file: relative(cwd, file) }),
  }));
  return [title, ...shown.flatMap(verboseLines)];
}

/** A half-run revision is told to everybody: nothing else shows it. */
function tellUnfinished(
  { say, paint, verbose }: Output,
  { halfRun = [], unfinished = [] }: CurrentResult,
): void {
  for (const { revision, done, rows, ...step } of halfRun)
    say(
      `${paint.yellow("WARN")}  half-run ${revision}: ${doneWords(done, rows)} done by its ${toldWords(step)}`,
    );
  for (const { revision, partial, ...step } of unfinished) {
    if (partial) say(`${paint.yellow("WARN")}  half-run ${revision}: part of its ${toldWords(step)} stays`);
    else if (verbose)
      say(`${paint.dim("INFO")}  the last ${toldWords(step)} of ${revision} failed and was taken back`);
  }
}

function tellDetails({ output, cwd }: Scene, { changed }: CurrentResult): void {
  if (changed === undefined)
    output.say(`${output.paint.dim("INFO")}  the history cannot be read by this role`);
  sayChanged(output, changed ?? [], cwd);
}

async function tellLost(
  output: Output,
  project: Project,
  { unknown, lost = [] }: CurrentResult,
): Promise<void> {
  if (unknown.length === 0) return;
  const { branchesOfAll } = await import("../project/lostRevision.ts");
  const branches = await branchesOfAll(project, unknown);
  for (const row of unknown) {
    const last = lost.find(({ revision }) => revision === row);
    const told = last === undefined ? "" : `; ${toldWords(last)}`;
    const there = branches[row] === undefined ? "" : `; in git on ${branches[row].join(", ")}`;
    output.say(`  ${output.paint.yellow("unknown")}   no revision file has ${row}${told}${there}`);
  }
}
