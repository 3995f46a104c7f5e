import { check, type CheckOptions, type CheckResult } from "../actions/check.ts";
import { type CheckFlags, type CheckFormat } from "../commands/check.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type Globals } from "../commands/globals.ts";
import { documentOfOneDatabase } from "../configErrors.ts";
import { sayEvents } from "../output/events.ts";
import { type Output } from "../output/output.ts";
import { sayChanged, sayRenames } from "../output/told.ts";

export async function runCheck(scene: Scene, flags: CheckFlags & Globals): Promise<Exit> {
  const { output, cwd } = scene;
  const { against, format = "text", database } = flags;
  const project = await scene.project();
  if (format === "sarif" && database === undefined && project.name !== undefined)
    throw documentOfOneDatabase(format, project.name);
  const options: CheckOptions = { report: sayEvents(output) };
  const result = await check(project, against === undefined ? options : { ...options, against });
  sayChanged(output, result.changed, cwd);
  await ANSWERS[output.json ? "json" : format](result, output, cwd);
  return result.differences.length === 0 ? 0 : 1;
}

type Answer = (result: CheckResult, output: Output, cwd: string) => Promise<void> | void;

const ANSWERS = {
  text: answerText,
  json: (result, output) => {
    output.answer(JSON.stringify(result));
  },
  github: async (result, output, cwd) => {
    const { checkFindings } = await import("../output/findings/checkFindings.ts");
    const { githubLine } = await import("../output/findings/github.ts");
    for (const finding of checkFindings(result, cwd)) output.answer(githubLine(finding));
    if (result.differences.length === 0) answerEqual(result, output);
  },
  sarif: async (result, output, cwd) => {
    const { CHECK_RULES, checkFindings } = await import("../output/findings/checkFindings.ts");
    const { sarifLog } = await import("../output/findings/sarif.ts");
    output.answer(JSON.stringify(sarifLog(CHECK_RULES, checkFindings(result, cwd)), undefined, 2));
  },
} satisfies Record<CheckFormat, Answer>;

function answerText(result: CheckResult, output: Output): void {
  const { differences, refusals, unverified, renames, unmodelled } = result;
  for (const difference of differences) output.answer(difference);
  for (const { code, subject, hint } of refusals) output.say(`  ${code} (${subject}): ${hint ?? ""}`);
  if (differences.length === 0) answerEqual(result, output);
  for (const { where, written } of unverified) output.say(`  could not compare ${where}: ${written}`);
  sayRenames(output, renames);
  if (output.verbose) for (const { kind, name } of unmodelled) output.say(`  left alone: ${kind} ${name}`);
}

function answerEqual({ against }: CheckResult, output: Output): void {
  output.answer(`The models match the ${against}.`);
}
