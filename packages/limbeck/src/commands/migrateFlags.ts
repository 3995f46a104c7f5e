import { type Command, InvalidArgumentError, Option } from "commander";

/** What upgrade and downgrade have in common. */
export interface MigrateFlags {
  readonly sql?: boolean;
  readonly dryRun?: boolean;
  readonly onDatabase?: boolean;
  readonly tag?: string;
  /** Seconds. */
  readonly lockWait?: number;
  readonly lockRetries?: number;
}

export function migrateFlags(command: Command): Command {
  return command
    .option("--sql", "print the SQL instead of running it; needs no database")
    .addOption(
      new Option("--dry-run", "try it on a scratch database, and name the locks it takes").conflicts("sql"),
    )
    .addOption(
      new Option("--on-database", "with --dry-run: try it on the database itself, rolled back").conflicts(
        "sql",
      ),
    )
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
