import { resolve } from "node:path";

import { type EnsuredVersion, type HistoryRow, type RunResult } from "@limbeck/runtime";

import { type RunInput } from "./actions/access.ts";
import { type CheckOptions, type CheckResult } from "./actions/check.ts";
import { type CurrentResult } from "./actions/current.ts";
import { type DiffResult } from "./actions/diff.ts";
import { type DryRunResult } from "./actions/dryRun.ts";
import { type DryRunInput } from "./actions/dryRunPreview.ts";
import {
  type BranchPoint,
  type HeadsOptions,
  type HistoryOptions,
  type RevisionInfo,
} from "./actions/history.ts";
import { type InitInput, type InitResult } from "./actions/init.ts";
import { type LogOptions } from "./actions/log.ts";
import { type MergeOptions, type MergeResult } from "./actions/merge.ts";
import { type RebaseOptions, type RebaseResult } from "./actions/rebase/rebase.ts";
import { type RevisionOptions, type RevisionResult } from "./actions/revision.ts";
import { type SquashOptions, type SquashResult } from "./actions/squash/squash.ts";
import { type DowngradeInput, type DowngradeResult, type StampInput } from "./actions/upgrade.ts";
import { type VerifyOptions, type VerifyResult } from "./actions/verify/verify.ts";
import { type CallOptions, heard, projectFor } from "./call.ts";
import { choiceOf, wordOf, wordsOf } from "./called.ts";
import { type LimbeckConfig } from "./config/config.ts";

/** Applies revisions up to the target: `head`, `+1`, an id, … What fails is a `LimbeckError`. */
export async function upgrade(
  config: LimbeckConfig,
  target: string,
  options: CallOptions & RunInput = {},
): Promise<RunResult> {
  const { upgrade: run } = await import("./actions/upgrade.ts");
  return run(
    await projectFor(config, options),
    wordOf(target, 'upgrade(config, "head")'),
    await heard(options),
  );
}

/** Makes the folder of the revisions and, where none is there, a configuration. Overwrites nothing. */
export async function init({ cwd, ...options }: InitOptions = {}): Promise<InitResult> {
  const { init: make } = await import("./actions/init.ts");
  return make({ ...options, cwd: resolve(cwd ?? process.cwd()) });
}

export type InitOptions = Partial<InitInput>;

/** Takes revisions back down to the target. It never asks: hand in `approve` to see what data is lost, and throw to stop. */
export async function downgrade(
  config: LimbeckConfig,
  target: string,
  options: CallOptions & DowngradeInput = {},
): Promise<DowngradeResult> {
  const { downgrade: run } = await import("./actions/upgrade.ts");
  return run(
    await projectFor(config, options),
    wordOf(target, 'downgrade(config, "-1")'),
    await heard(options),
  );
}

/** Says where the database is, without running anything. */
export async function stamp(
  config: LimbeckConfig,
  targets: string | readonly string[],
  options: CallOptions & StampInput = {},
): Promise<RunResult> {
  const { stamp: run } = await import("./actions/upgrade.ts");
  return run(
    await projectFor(config, options),
    wordsOf(targets, 'stamp(config, "head")'),
    await heard(options),
  );
}

/** Tries what `upgrade`, or `downgrade`, would run: on a scratch database, or rolled back on the database itself. */
export async function dryRun(
  config: LimbeckConfig,
  target: string,
  options: CallOptions & DryRunInput = {},
): Promise<DryRunResult> {
  const { dryRun: run } = await import("./actions/dryRun.ts");
  return run(
    await projectFor(config, options),
    wordOf(target, 'dryRun(config, "head")'),
    await heard(options),
  );
}

/** Creates what is missing of the version table and the history. */
export async function ensureVersion(
  config: LimbeckConfig,
  options: CallOptions & Pick<RunInput, "lockWait" | "report" | "signal"> = {},
): Promise<EnsuredVersion> {
  const { ensureVersion: run } = await import("./actions/ensureVersion.ts");
  return run(await projectFor(config, options), await heard(options));
}

/** Where the database is. Creates nothing. */
export async function current(config: LimbeckConfig, options: CallOptions = {}): Promise<CurrentResult> {
  const { current: read } = await import("./actions/current.ts");
  return read(await projectFor(config, options));
}

/** What was run on the database, newest first. Creates nothing. */
export async function log(
  config: LimbeckConfig,
  options: CallOptions & LogOptions = {},
): Promise<readonly HistoryRow[]> {
  const { log: read } = await import("./actions/log.ts");
  return read(await projectFor(config, options), options);
}

/** Compares the models with the database, or with what the revisions lead to. Writes nothing. */
export async function check(
  config: LimbeckConfig,
  options: CallOptions & CheckOptions = {},
): Promise<CheckResult> {
  choiceOf(options.against, ["database", "revisions"], 'check(config, { against: "revisions" })');
  const { check: run } = await import("./actions/check.ts");
  return run(await projectFor(config, options), await heard(options));
}

const BOTH = 'diff(config, "database", "models")';

/** The difference between two sides: each is `models`, `database`, `empty`, a revision, or a database URL. */
export async function diff(
  config: LimbeckConfig,
  from: string,
  to: string,
  options: CallOptions & Pick<RevisionOptions, "renames" | "report"> = {},
): Promise<DiffResult> {
  const { diff: run } = await import("./actions/diff.ts");
  const { report } = await heard(options);
  return run(await projectFor(config, options), wordOf(from, BOTH), wordOf(to, BOTH), {
    said: options.renames,
    report,
  });
}

/** Proves revisions on a scratch database: up, down, and up again, with rows. What fails of one is in the answer. */
export async function verify(
  config: LimbeckConfig,
  options: CallOptions & VerifyOptions = {},
): Promise<VerifyResult> {
  const { verify: run } = await import("./actions/verify/verify.ts");
  return run(await projectFor(config, options), await heard(options));
}

/** Writes one revision file. */
export async function revision(
  config: LimbeckConfig,
  options: CallOptions & RevisionOptions,
): Promise<RevisionResult> {
  const { revision: run } = await import("./actions/revision.ts");
  return run(await projectFor(config, options), await heard(options));
}

/** Writes a revision with several parents, once every order of the branches was seen to lead to the same schema. */
export async function merge(
  config: LimbeckConfig,
  revisions: string | readonly string[],
  options: CallOptions & MergeOptions = {},
): Promise<MergeResult> {
  const { merge: run } = await import("./actions/merge.ts");
  return run(
    await projectFor(config, options),
    wordsOf(revisions, 'merge(config, "heads")'),
    await heard(options),
  );
}

/** Moves a revision, or files of revisions, onto another parent, and what hangs on it along; proved before a file is changed. */
export async function rebase(
  config: LimbeckConfig,
  revisions: string | readonly [string, ...string[]],
  options: CallOptions & RebaseOptions,
): Promise<RebaseResult> {
  const { rebase: run } = await import("./actions/rebase/rebase.ts");
  const named = wordsOf(revisions, 'rebase(config, "a1b2c3", { onto: "head" })');
  return run(await projectFor(config, options), named, await heard(options));
}

/** Writes one revision that stands for a range `A:B`, once both were seen to lead to the same schema, up and down. */
export async function squash(
  config: LimbeckConfig,
  range: string,
  options: CallOptions & SquashOptions = {},
): Promise<SquashResult> {
  const { squash: run } = await import("./actions/squash/squash.ts");
  return run(await projectFor(config, options), wordOf(range, 'squash(config, "A:B")'), await heard(options));
}

/** The revisions, newest first. Asks no database, unless `current` is in question. */
export async function history(
  config: LimbeckConfig,
  options: CallOptions & HistoryOptions = {},
): Promise<readonly RevisionInfo[]> {
  const { history: list } = await import("./actions/history.ts");
  return (await list(await projectFor(config, options), options)).revisions;
}

/** The revisions that no other descends from. Asks no database. */
export async function heads(
  config: LimbeckConfig,
  options: CallOptions & HeadsOptions = {},
): Promise<readonly RevisionInfo[]> {
  const { listHeads } = await import("./actions/history.ts");
  return listHeads(await projectFor(config, options), options);
}

/** The revisions where lines part, newest first, each with its children. Asks no database. */
export async function branches(
  config: LimbeckConfig,
  options: CallOptions = {},
): Promise<readonly BranchPoint[]> {
  const { listBranches } = await import("./actions/history.ts");
  return listBranches(await projectFor(config, options));
}

/** The revisions that a symbol names: one, none for `base`, several for `heads`. Only `current` and steps ask the database. */
export async function show(
  config: LimbeckConfig,
  symbol: string,
  options: CallOptions = {},
): Promise<readonly RevisionInfo[]> {
  const { show: find } = await import("./actions/history.ts");
  return find(await projectFor(config, options), wordOf(symbol, 'show(config, "head")'));
}
