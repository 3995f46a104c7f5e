import { ended, stepWords, type TableLock, type TriedStatement, type TriedStep } from "@limbeck/runtime";

import { type DryRunResult } from "../actions/dryRun.ts";
import { type Output, type Paint } from "./output.ts";

/** Answers with the statements, and behind each, as comments, what is to be known of it. */
export function tellDryRun(output: Output, result: DryRunResult): void {
  const { on, rows, steps } = result;
  const start = rows.join(", ") || "base";
  output.progress.rest();
  if (output.json) output.answer(JSON.stringify(result));
  else for (const step of steps) output.answer(stepLines(step, output.paint).join("\n"));
  output.say(`  ${steps.length === 0 ? `Nothing to do: it is at ${start}.` : END[on](start)}`);
}

const END = {
  scratch: (start) => `dry run   on a scratch database, from ${start}; nothing was touched`,
  database: (start) =>
    `dry run   on the database, from ${start}; rolled back, but sequences stay where they were advanced to`,
} satisfies Record<DryRunResult["on"], (start: string) => string>;

function stepLines(step: TriedStep, paint: Paint): readonly string[] {
  return [
    paint.bold(`-- ${stepWords(step)}`),
    ...step.losses.map((loss) => paint.red(`-- loses data: ${loss}`)),
    ...step.statements.flatMap((statement) => statementLines(statement, paint)),
  ];
}

function statementLines(tried: TriedStatement, paint: Paint): readonly string[] {
  const text = tried.statement === undefined ? `-- ${tried.operation}` : ended(tried.statement);
  return [text, ...notes(tried, paint)];
}

function notes({ locks, untried }: TriedStatement, { yellow, dim }: Paint): readonly string[] {
  if (untried !== undefined) return [yellow(`--   not tried: ${untried}`)];
  if (locks === undefined) return [dim("--   outside a transaction, where its locks cannot be seen")];
  return locks.map((lock) => {
    const text = `--   locks ${tableWords(lock)}: ${lock.mode}, ${lock.blocks} wait`;
    return lock.blocks === "schema changes" ? dim(text) : yellow(text);
  });
}

function tableWords({ schema, name }: TableLock): string {
  return schema === "public" ? name : `${schema}.${name}`;
}
