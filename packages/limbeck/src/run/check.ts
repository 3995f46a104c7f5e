import { check } from "../actions/check.ts";
import { type CheckFlags } from "../commands/check.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { sayChanged, sayRenames } from "../output/told.ts";
import { sayEvents } from "../output/events.ts";

export async function runCheck({ output, project, cwd }: Scene, { against }: CheckFlags): Promise<Exit> {
  const result = await check(await project(), {
    report: sayEvents(output),
    ...(against === undefined ? {} : { against }),
  });
  const { differences, unverified, unmodelled } = result;
  sayChanged(output, result.changed, cwd);
  if (output.json) {
    output.answer(JSON.stringify(result));
  } else {
    for (const difference of differences) output.answer(difference);
    if (differences.length === 0) output.answer(`The models match the ${result.against}.`);
    for (const { where, written } of unverified) output.say(`  could not compare ${where}: ${written}`);
    sayRenames(output, result.renames);
    if (output.verbose) for (const { kind, name } of unmodelled) output.say(`  left alone: ${kind} ${name}`);
  }
  return differences.length === 0 ? 0 : 1;
}
