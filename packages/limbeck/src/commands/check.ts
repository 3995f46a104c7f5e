import { check, type Against } from "../actions/check.ts";
import { sayEvents } from "../output/events.ts";
import { type Exit, type Scene } from "./command.ts";

export async function checkCommand(
  { output, project }: Scene,
  options: { readonly against?: Against },
): Promise<Exit> {
  const opened = await project();
  const report = sayEvents(output);
  const { against, differences, comparison } = await check(opened, { ...options, report });
  const { unverified, unmodelled } = comparison;
  if (output.json) {
    output.answer(
      JSON.stringify({ against, differences, operations: comparison.operations, unverified, unmodelled }),
    );
  } else {
    for (const difference of differences) output.answer(difference);
    if (differences.length === 0) output.answer(`The models match the ${against}.`);
    for (const { where, written } of unverified) output.say(`  could not compare ${where}: ${written}`);
    if (output.verbose) for (const { kind, name } of unmodelled) output.say(`  left alone: ${kind} ${name}`);
  }
  return differences.length === 0 ? 0 : 1;
}
