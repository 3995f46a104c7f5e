import { type Connection } from "@limbeck/database";
import { adopt } from "@limbeck/differ";
import { type Schema, reasonOf } from "@limbeck/model";
import { describe, type Operation } from "@limbeck/operations";

import { build, statementsOf } from "./build.ts";
import { type CompareOptions, differences } from "./compare.ts";
import { concernOf } from "./concern.ts";
import { externalsOf, withExternals } from "./externals.ts";
import { proofFailed, proofRefused, type ProofStation } from "./errors.ts";
import { asWritten } from "./written.ts";

export interface ProofInput extends CompareOptions {
  /** An empty scratch database; it is left as the proof leaves it. */
  readonly scratch: Connection;
  /** What the revision starts from, and what it should lead to. */
  readonly before: Schema;
  readonly after: Schema;
  /** What the file records. */
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
}

/** Proved, or why nothing could be said: the scratch database lacks something that the start needs. */
export type Proof = { readonly kind: "proved" } | { readonly kind: "unproved"; readonly reason: string };

/**
 * Runs a revision on a scratch database: up, then nothing differs from what it should lead to; down, then nothing differs
 * from the start; up again. Throws `proof-refused` where a statement fails and `proof-failed` where something differs.
 */
export async function prove(input: ProofInput): Promise<Proof> {
  const { scratch, upgrade, downgrade } = input;
  // Names and comments that the models leave open are those of the start.
  const adopted = adopt(input.before, input.after, { comments: input.comments });
  const concern = concernOf([...upgrade, ...downgrade], input.before, adopted);
  const [start, target] = [concern(asWritten(input.before)), concern(asWritten(adopted))];
  const externals = externalsOf([start, target]);
  const [before, after] = [withExternals(start, externals), withExternals(target, externals)];
  const lacking = await buildStart(scratch, before);
  if (lacking !== undefined) return { kind: "unproved", reason: lacking };
  await step(input, "upgrade", upgrade, after);
  await step(input, "downgrade", downgrade, before);
  await step(input, "second upgrade", upgrade, after);
  return { kind: "proved" };
}

async function buildStart(scratch: Connection, before: Schema): Promise<string | undefined> {
  try {
    await build(scratch, before);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

async function step(
  input: ProofInput,
  station: ProofStation,
  ops: readonly Operation[],
  expected: Schema,
): Promise<void> {
  await run(input.scratch, station, ops);
  const { defaultSchema } = input;
  const left = await differences(input.scratch, expected, {
    comments: true,
    ...(defaultSchema === undefined ? {} : { defaultSchema }),
  });
  if (left.length > 0) throw proofFailed(station, left.map(describe));
}

async function run(scratch: Connection, station: ProofStation, ops: readonly Operation[]): Promise<void> {
  for (const op of ops) {
    for (const sql of statementsOf(op, scratch)) {
      try {
        await scratch.execute(sql);
      } catch (error) {
        throw proofRefused(station, describe(op), sql, error);
      }
    }
  }
}
