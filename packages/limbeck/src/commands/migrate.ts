import { downgrade, stamp, upgrade } from "../actions/upgrade.ts";
import { type Project } from "../project/project.ts";
import { type RunResult } from "@limbeck/runtime";
import { sayEvents } from "../output/events.ts";
import { type Output } from "../output/output.ts";
import { type Exit, type Scene } from "./command.ts";
import { approveLosses } from "./approve.ts";

export interface MigrateOptions {
  readonly sql?: boolean;
  readonly tag?: string;
  /** Seconds, as text. */
  readonly lockWait?: string;
  readonly lockRetries?: string;
  readonly yes?: boolean;
  readonly purge?: boolean;
}

export async function upgradeCommand(scene: Scene, target: string, options: MigrateOptions): Promise<Exit> {
  const project = await scene.project();
  if (options.sql === true)
    return printSql(scene, project, (offline) => offline.upgradeSql(project, target, options));
  return tell(scene.output, await upgrade({ ...runInput(scene, project, options), target }));
}

export async function downgradeCommand(scene: Scene, target: string, options: MigrateOptions): Promise<Exit> {
  const project = await scene.project();
  if (options.sql === true)
    return printSql(scene, project, (offline) => offline.downgradeSql(project, target, options));
  const approve = approveLosses(scene.output, options.yes === true);
  return tell(scene.output, await downgrade({ ...runInput(scene, project, options), target, approve }));
}

export async function stampCommand(
  scene: Scene,
  targets: readonly string[],
  options: MigrateOptions,
): Promise<Exit> {
  const project = await scene.project();
  if (options.sql === true)
    return printSql(scene, project, (offline) => offline.stampSql(project, targets, options));
  const purge = options.purge === true;
  return tell(
    scene.output,
    await stamp({ ...runInput(scene, project, options), target: targets.join(" "), targets, purge }),
  );
}

type Offline = typeof import("../actions/offline.ts");

async function printSql(
  { output }: Scene,
  _: Project,
  make: (offline: Offline) => Promise<string>,
): Promise<Exit> {
  output.answer((await make(await import("../actions/offline.ts"))).trimEnd());
  return 0;
}

function runInput(
  { output, signal }: Scene,
  project: Project,
  { tag, lockWait, lockRetries }: MigrateOptions,
) {
  return {
    project,
    signal,
    report: sayEvents(output),
    ...(tag === undefined ? {} : { tag }),
    ...(lockWait === undefined ? {} : { lockWait: Number(lockWait) * 1000 }),
    ...(lockRetries === undefined ? {} : { lockRetries: Number(lockRetries) }),
  };
}

function tell(output: Output, result: RunResult): Exit {
  if (output.json) output.answer(JSON.stringify(result));
  else if (result.steps.length === 0)
    output.say(`  Nothing to do: the database is at ${result.rows.join(", ") || "base"}.`);
  return 0;
}
