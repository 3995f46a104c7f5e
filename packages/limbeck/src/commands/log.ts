import { InvalidArgumentError } from "commander";

import { action, type Define, examples } from "./command.ts";

export interface LogFlags {
  readonly limit?: number;
  readonly since?: Date;
}

export const defineLog: Define = (root, start) => {
  const command = root
    .command("log")
    .description("what was run on the database: when, by whom, how long, with what outcome")
    .option("--limit <count>", "at most so many steps, the newest", count)
    .option("--since <time>", "only what began then or later, such as 2026-11-21 or 2026-11-21T12:00Z", time)
    .addHelpText(
      "after",
      examples(
        "limbeck log --limit 10",
        "limbeck log -v --since 2026-11-01              # with checksums, versions and tags",
      ),
    );
  action<LogFlags>(command, start, async (scene, _, flags) =>
    (await import("../run/log.ts")).runLog(scene, flags),
  );
};

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError("It must be a whole number from 1 on.");
  return number;
}

function time(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError("It must be a date, or a date and a time.");
  return date;
}
