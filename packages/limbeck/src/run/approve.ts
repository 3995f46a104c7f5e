import { type Loss } from "@limbeck/runtime";

import { dataWouldBeLost } from "../errors.ts";
import { type Output } from "../output/output.ts";

/** Names what a downgrade destroys before it starts, and asks a person; nobody there: refused unless `--yes` was said. */
export function approveLosses(output: Output, yes: boolean): (losses: readonly Loss[]) => Promise<void> {
  return async (losses) => {
    const messages = losses.map(({ revision, message }) => `${revision} ${message}`);
    for (const message of messages) output.say(`  ${output.paint.red("loses data")}  ${message}`);
    if (yes) return;
    output.progress.rest();
    if (!process.stdin.isTTY || output.json || !(await confirmed())) throw dataWouldBeLost(messages);
  };
}

async function confirmed(): Promise<boolean> {
  const { createInterface } = await import("node:readline/promises");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question("  Go on? [y/N] ")).trim());
  } finally {
    terminal.close();
  }
}
