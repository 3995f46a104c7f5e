import { type Command, InvalidArgumentError } from "commander";

/** What upgrade, downgrade and stamp have in common. */
export interface MigrateFlags {
  readonly sql?: boolean;
  readonly tag?: string;
  /** Seconds. */
  readonly lockWait?: number;
  readonly lockRetries?: number;
}

export function migrateFlags(command: Command): Command {
  return command
    .option("--sql", "print the SQL instead of running it; needs no database")
    .option("--tag <text>", "kept in the history")
    .option(
      "--lock-wait <seconds>",
      "how long to wait for another migration (default: as long as it lives)",
      count,
    )
    .option("--lock-retries <count>", "how often a revision that lost a lock race is tried again", count);
}

function count(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < 0)
    throw new InvalidArgumentError("It must be a number that is not negative.");
  return number;
}
