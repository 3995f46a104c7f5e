import { type Loss, lossWords } from "@limbeck/runtime";

import { dataWouldBeLost, questionCancelled } from "../errors.ts";
import { type Output } from "../output/output.ts";
import { isPersonAt } from "./person.ts";

/** Names what a downgrade destroys before it starts, and asks a person; nobody there: refused unless `--yes` was said. */
export function approveLosses(output: Output, yes: boolean): (losses: readonly Loss[]) => Promise<void> {
  return async (losses) => {
    const messages = losses.map((loss) => `${loss.revision} ${lossWords(loss)}`);
    for (const message of messages) output.say(`  ${output.paint.red("loses data")}  ${message}`);
    if (yes) return;
    output.progress.rest();
    if (!isPersonAt(output) || !(await confirmed())) throw dataWouldBeLost(losses, messages);
  };
}

/** What a person does not say is no. */
async function confirmed(): Promise<boolean> {
  const { confirm, isCancel } = await import("@clack/prompts");
  const answer = await confirm({ message: "Go on?", initialValue: false, output: process.stderr });
  if (isCancel(answer)) throw questionCancelled("nothing was touched", "Pass --yes if the data may go.");
  return answer;
}
