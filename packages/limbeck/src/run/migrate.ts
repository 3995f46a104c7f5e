import { type RunResult } from "@limbeck/runtime";

import { type RunInput } from "../actions/access.ts";
import { downgrade, stamp, upgrade } from "../actions/upgrade.ts";
import { type Exit, type Scene } from "../commands/command.ts";
import { type DowngradeFlags } from "../commands/downgrade.ts";
import { type MigrateFlags } from "../commands/migrateFlags.ts";
import { type StampFlags } from "../commands/stamp.ts";
import { optionAlone } from "../errors.ts";
import { sayEvents } from "../output/events.ts";
import { type Output } from "../output/output.ts";
import { newPauser } from "../pauser.ts";
import { answerSql } from "./answerSql.ts";
import { approveLosses } from "./approve.ts";

export async function runUpgrade(scene: Scene, target: string, flags: MigrateFlags): Promise<Exit> {
  const project = await scene.project();
  if (flags.sql === true)
    return answerSql(scene.output, await (await offline()).upgradeSql(project, target, flags));
  if (isDryRun(flags)) return runDryRun(scene, target, flags, "upgrade");
  return tell(scene.output, await upgrade(project, target, runInput(scene, flags)));
}

export async function runDowngrade(scene: Scene, target: string, flags: DowngradeFlags): Promise<Exit> {
  const project = await scene.project();
  if (flags.sql === true)
    return answerSql(scene.output, await (await offline()).downgradeSql(project, target, flags));
  if (isDryRun(flags)) return runDryRun(scene, target, flags, "downgrade");
  const approve = approveLosses(scene.output, flags.yes === true);
  return tell(scene.output, await downgrade(project, target, { ...runInput(scene, flags), approve }));
}

export async function runStamp(scene: Scene, targets: readonly string[], flags: StampFlags): Promise<Exit> {
  const project = await scene.project();
  if (flags.sql === true)
    return answerSql(scene.output, await (await offline()).stampSql(project, targets, flags));
  const purge = flags.purge === true;
  return tell(scene.output, await stamp(project, targets, { ...runInput(scene, flags), purge }));
}

/** Errors: `option-alone` (2). */
function isDryRun({ dryRun, onDatabase }: MigrateFlags): boolean {
  if (onDatabase === true && dryRun !== true) throw optionAlone("--on-database", "--dry-run");
  return dryRun === true;
}

async function runDryRun(
  scene: Scene,
  target: string,
  flags: MigrateFlags,
  direction: "upgrade" | "downgrade",
): Promise<Exit> {
  const { dryRun } = await import("../actions/dryRun.ts");
  const { tellDryRun } = await import("../output/dryRun.ts");
  const onDatabase = flags.onDatabase === true;
  const input = { ...runInput(scene, flags), direction, onDatabase };
  const result = await dryRun(await scene.project(), target, input);
  tellDryRun(scene.output, result);
  return 0;
}

const offline = () => import("../actions/offline.ts");

function runInput({ output, signal }: Scene, { tag, lockWait, lockRetries }: MigrateFlags): RunInput {
  const say = sayEvents(output);
  const pauser = newPauser(output.say);
  return {
    signal,
    report: (event) => {
      pauser.hear(event);
      say(event);
    },
    pause: () => pauser.pause(),
    ...(tag === undefined ? {} : { tag }),
    ...(lockWait === undefined ? {} : { lockWait: lockWait * 1000 }),
    ...(lockRetries === undefined ? {} : { lockRetries }),
  };
}

function tell(output: Output, result: RunResult): Exit {
  if (output.json) output.answer(JSON.stringify(result));
  else if (result.steps.length === 0)
    output.say(`  Nothing to do: the database is at ${result.rows.join(", ") || "base"}.`);
  return 0;
}
