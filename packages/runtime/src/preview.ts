import { onConnection } from "./session/access.ts";
import { downgradeCommand } from "./downgrade.ts";
import { type Command, planOn } from "./perform.ts";
import { type PreparedStep } from "./steps/preparedStep.ts";
import { type MigrateInput, upgradeCommand } from "./upgrade.ts";

/** What a run would do now. */
export interface Preview {
  readonly rows: readonly string[];
  readonly steps: readonly PreparedStep[];
}

/** What `upgrade` would do now: no lock, nothing created, for a read-only role. Errors: as `upgrade` before it starts. */
export function previewUpgrade(input: MigrateInput<string | readonly string[]>): Promise<Preview> {
  return preview(upgradeCommand(input));
}

/** What `downgrade` would do now; see `previewUpgrade`. */
export function previewDowngrade(input: MigrateInput<string>): Promise<Preview> {
  return preview(downgradeCommand(input));
}

function preview(command: Command): Promise<Preview> {
  return onConnection(command.access, async (connection) => {
    const { rows, steps } = await planOn(connection, command);
    return { rows, steps: await command.prepare(steps, connection) };
  });
}
