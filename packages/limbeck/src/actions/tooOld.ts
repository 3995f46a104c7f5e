import { compile, describe, type Operation } from "@limbeck/operations";

import { serverTooOld } from "../compareErrors.ts";
import { type Project } from "../project/project.ts";

/**
 * Refuses what came with a later PostgreSQL than that of the database, or than the one that the configuration names: a proof runs on another
 * server and would not notice. Errors: `server-too-old` (3).
 */
export function refuseTooOld(
  { dialect, config }: Project,
  operations: readonly Operation[],
  databaseVersion: number | undefined,
): void {
  const versions = [databaseVersion, config.serverVersion].filter((one) => one !== undefined);
  if (versions.length === 0) return;
  const version = Math.min(...versions);
  for (const operation of operations) {
    const plan = compile(operation, dialect, { version });
    if (plan.kind === "unsupported" && plan.since !== undefined)
      throw serverTooOld({ operation: describe(operation), reason: plan.reason, since: plan.since, version });
  }
}
