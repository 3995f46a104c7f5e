import { LimbeckError } from "@limbeck/model";

export function postgresMissing(major: number, platform: string, cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: "test-postgres-missing",
    message: `There are no binaries of PostgreSQL ${major} for ${platform}.`,
    hint: "Run npm install at the root; other majors than the newest need the npm registry once.",
    facts: { major, platform },
    cause,
  });
}

export function commandFailed(command: string, output: string): LimbeckError {
  return new LimbeckError({
    code: "test-command-failed",
    message: `${command} failed: ${output.trim()}`,
    facts: { command, output },
  });
}

export function serverNotStarted(major: number, log: string): LimbeckError {
  return new LimbeckError({
    code: "test-server-not-started",
    message: `PostgreSQL ${major} did not start: ${log.trim()}`,
    facts: { major, log },
  });
}
