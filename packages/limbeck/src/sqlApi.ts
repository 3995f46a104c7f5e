import { type SqlOptions } from "./actions/offline.ts";
import { type CallOptions, projectFor } from "./call.ts";
import { type LimbeckConfig } from "./config/config.ts";

/** The SQL of `upgrade`, from base or of a range `A:B`, for somebody else to run. Asks no database. */
export async function upgradeSql(
  config: LimbeckConfig,
  target: string,
  options: CallOptions & SqlOptions = {},
): Promise<string> {
  const { upgradeSql: write } = await import("./actions/offline.ts");
  return write(await projectFor(config, options), target, options);
}

/** The SQL of `downgrade`, of a range `A:B`: from there, down to there. Asks no database. */
export async function downgradeSql(
  config: LimbeckConfig,
  range: string,
  options: CallOptions & SqlOptions = {},
): Promise<string> {
  const { downgradeSql: write } = await import("./actions/offline.ts");
  return write(await projectFor(config, options), range, options);
}

/** The SQL of `stamp`. Asks no database. */
export async function stampSql(
  config: LimbeckConfig,
  targets: string | readonly string[],
  options: CallOptions & SqlOptions = {},
): Promise<string> {
  const { stampSql: write } = await import("./actions/offline.ts");
  return write(await projectFor(config, options), [targets].flat(), options);
}
