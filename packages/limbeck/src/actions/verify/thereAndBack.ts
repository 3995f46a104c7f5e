import { isLimbeckError, type Schema } from "@limbeck/model";
import {
  emptyOf,
  holdingDifferences,
  labelOf,
  readRows,
  seedRows,
  type TableRows,
  type Unseeded,
} from "@limbeck/proof";

import { type Holding, type Trial } from "../../project/trial.ts";
import { failedStep } from "../culprit.ts";
import { type Failed, type Proved, type Station } from "./verified.ts";

/** What a revision did, and with which error, if one. */
export type Tried = (Proved | Failed) & { readonly error?: unknown };

/**
 * Runs a revision on a trial that stands below it: up, down, where nothing may differ from before, and up again, with the
 * outcome of the first time. Says what of the rows that were there did not come back.
 */
export async function thereAndBack(trial: Trial, revision: string, start: Start): Promise<Tried> {
  const up = await attempt("upgrade", () => trial.up([revision]));
  if (up !== undefined) return up;
  const after = await trial.holding();
  const down = await attempt("downgrade", () => trial.takeBack(revision));
  if (down !== undefined) return isNoWayBack(down) ? irreversible(down) : down;
  const left = held(trial, "downgrade", await trial.holding(), start.holding);
  if (left !== undefined) return left;
  const before = { ...start, schema: start.concerned };
  const back = await readRows(trial.connection, before.schema);
  const label: Proved = { kind: "proved", ...labelOf(before, back, after.schema) };
  const again = await attempt("second upgrade", () => trial.up([revision]));
  if (again !== undefined) return again;
  return held(trial, "second upgrade", await trial.holding(), after) ?? label;
}

/** A trial before the upgrade. */
export interface Start {
  readonly holding: Holding;
  /** The part of it whose rows are looked at. */
  readonly concerned: Schema;
  /** Those that revisions put there. */
  readonly own: readonly TableRows[];
  readonly rows: readonly TableRows[];
  /** The tables that took none of ours; absent: none were offered. */
  readonly unseeded?: readonly Unseeded[];
}

/** What a trial holds, after each of its empty tables that `concern` leaves got rows, if that is asked for. */
export async function startOf(
  { connection, holding }: Trial,
  concern: (schema: Schema) => Promise<Schema>,
  seeded: boolean,
): Promise<Start> {
  const found = await holding();
  const concerned = await concern(found.schema);
  const own = await readRows(connection, concerned);
  if (!seeded) return { holding: found, concerned, own, rows: own };
  const unseeded = await seedRows(connection, emptyOf(concerned, own));
  return { holding: found, concerned, own, rows: await readRows(connection, concerned), unseeded };
}

async function attempt(
  station: Station,
  act: () => Promise<void>,
): Promise<(Failed & { readonly error: unknown }) | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (!isLimbeckError(error) || error.code === "cancelled") throw error;
    const { reason, operation, place } = failedStep(error);
    return {
      kind: "failed",
      station,
      reason,
      ...(operation === undefined ? {} : { operation }),
      ...(place === undefined ? {} : { place }),
      error,
    };
  }
}

function isNoWayBack({ error }: { readonly error: unknown }): boolean {
  return isLimbeckError(error) && error.code === "irreversible";
}

function irreversible({ reason }: Failed): Proved {
  return { kind: "proved", downgrade: "irreversible", lost: [], reason };
}

/** What is to be done to make it what it should be, if anything. */
function held(trial: Trial, station: Station, found: Holding, expected: Holding): Failed | undefined {
  const differences = holdingDifferences(found, expected, trial.version);
  if (differences.length === 0) return undefined;
  const reason = `${differences.join("; ")} would still have to be done`;
  return { kind: "failed", station, reason, differences };
}
