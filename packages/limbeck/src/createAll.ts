import { type CallOptions, projectFor } from "./call.ts";
import { type LimbeckConfig } from "./config/config.ts";

/**
 * Creates everything that Drizzle models say on an empty database, for tests: no revision is run, and no version table made. `models` is the
 * module that exports them, or several. All of it is created, or nothing; what is there already is an error of the database.
 */
export async function createAll(
  models: ModelExports | readonly ModelExports[],
  connection: NonNullable<CallOptions["connection"]>,
  { cwd, casing }: CreateAllOptions = {},
): Promise<void> {
  const { createAll: create } = await import("./actions/createAll.ts");
  const config = { revisions: [], ...(casing === undefined ? {} : { casing }) };
  const project = await projectFor(config, { connection, ...(cwd === undefined ? {} : { cwd }) });
  const modules = [models].flat().map((exports, at) => ({ file: `models[${at}]`, exports }));
  await create({ ...project, models: modules });
}

/** A module that exports tables: `import * as schema from "./schema.ts"`. */
export type ModelExports = Readonly<Record<string, unknown>>;

export interface CreateAllOptions extends Pick<CallOptions, "cwd"> {
  /** How columns without a name are called, as Drizzle is told. */
  readonly casing?: NonNullable<LimbeckConfig["casing"]>;
}
