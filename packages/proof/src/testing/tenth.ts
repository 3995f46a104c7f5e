import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * Which tenth of a long list a run takes: that of the day of the last commit, so that all are taken in ten days and a run can be
 * repeated; `LIMBECK_TENTH=3` says another.
 */
export const tenth = Number(process.env["LIMBECK_TENTH"] ?? dayOfCommit() % 10);

export function isInTenth(_: unknown, at: number): boolean {
  return at % 10 === tenth;
}

/** Days from 1970 to the last commit; 0 where there is no history, as in an archive. */
function dayOfCommit(): number {
  try {
    const seconds = execFileSync("git", ["log", "-1", "--format=%ct"], {
      cwd: fileURLToPath(new URL(".", import.meta.url)),
      stdio: ["ignore", "pipe", "ignore"],
    });
    return Math.floor(Number(seconds) / 86_400);
  } catch {
    return 0;
  }
}
