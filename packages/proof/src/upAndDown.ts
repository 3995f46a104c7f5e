import { type Connection } from "@limbeck/database";
import { isLimbeckError, type Schema, reasonOf } from "@limbeck/model";
import { describe, type Operation } from "@limbeck/operations";

import { type CompareOptions } from "./compare.ts";
import { ABSENT, proofFailed, type ProofPlace, proofRefused, type ProofStation } from "./errors.ts";
import { perform } from "./perform.ts";
import { type LabelledDowngrade, labelOf } from "./rows/label.ts";
import { readRows } from "./rows/readRows.ts";
import { seedRows } from "./rows/seed.ts";
import { emptyOf } from "./rows/tableRows.ts";

export interface ProofInput extends CompareOptions {
  /** A scratch database; it is left as the proof leaves it. */
  readonly scratch: Connection;
  /** What the revision starts from. */
  readonly before: Schema;
  /** What it should lead to; absent where only an engine can tell: then both upgrades have to lead to the same. */
  readonly after?: Schema;
  /** What the file records. */
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
  /** Whether the downgrade is to be tried with rows in the tables. */
  readonly rows?: boolean;
}

/** Proved, or why nothing could be said: the scratch database lacks something that the start needs. */
export type Proof =
  | ({ readonly kind: "proved" } & Partial<LabelledDowngrade>)
  | { readonly kind: "unproved"; readonly reason: string };

/** What differs, in words. */
export interface Left {
  readonly differences: readonly string[];
  /** All of it is of things of which neither end speaks. */
  readonly ofOthers?: boolean;
}

/** What a scratch database is held against on the way. */
export interface Stations {
  readonly place: ProofPlace;
  /** The tables that get rows. */
  readonly before: Schema;
  /** Looks at what the first upgrade has led to. */
  readonly reached: () => Promise<Reached>;
  readonly leftOfStart: () => Promise<Left>;
}

export interface Reached extends Left {
  readonly schema: Schema;
  /** What the second upgrade has led to otherwise. */
  readonly leftOfReached: () => Promise<Left>;
}

/** Only a run can do what callbacks do. */
export function unrunnable({ upgrade, downgrade }: ProofInput): Proof | undefined {
  const code = [...upgrade, ...downgrade].find(({ kind }) => kind === "run" || kind === "batches");
  return code === undefined ? undefined : { kind: "unproved", reason: `${describe(code)} was not run` };
}

/** Runs a revision where it starts: up, down, up again, and with rows. Errors: `proof-refused`, `proof-failed`. */
export async function upAndDown(input: ProofInput, stations: Stations): Promise<Proof> {
  const { upgrade, downgrade } = input;
  const { place } = stations;
  const runOn = { scratch: input.scratch, place };
  const foreign = await run(runOn, "upgrade", upgrade);
  if (foreign !== undefined) return { kind: "unproved", reason: foreign };
  const reached = await stations.reached();
  hold(place, "upgrade", reached);
  const noWay = downgrade.find((op) => op.kind === "irreversible");
  if (noWay !== undefined)
    return { kind: "proved", downgrade: "irreversible", lost: [], reason: noWay.reason };
  await run(runOn, "downgrade", downgrade);
  hold(place, "downgrade", await stations.leftOfStart());
  await run(runOn, "second upgrade", upgrade);
  hold(place, "second upgrade", await reached.leftOfReached());
  if (input.rows !== true) return { kind: "proved" };
  return { kind: "proved", ...(await withRows(input, stations.before, reached.schema)) };
}

function hold(place: ProofPlace, station: ProofStation, { differences, ofOthers = false }: Left): void {
  if (differences.length > 0) throw proofFailed(place, station, differences, ofOthers);
}

/** Once more down, and up and down with rows in the tables of the start: says what of them comes back. */
async function withRows(
  { scratch, upgrade, downgrade }: ProofInput,
  before: Schema,
  after: Schema,
): Promise<LabelledDowngrade> {
  let step = "downgrade";
  try {
    await perform(scratch, downgrade);
    const unseeded = await seedRows(scratch, emptyOf(before, []));
    const rows = await readRows(scratch, before);
    step = "upgrade";
    await perform(scratch, upgrade);
    step = "downgrade";
    await perform(scratch, downgrade);
    return labelOf({ schema: before, rows, unseeded }, await readRows(scratch, before), after);
  } catch (error) {
    return {
      downgrade: "unproved",
      lost: [],
      reason: `made-up rows do not fit the ${step}: ${reasonOf(error)}`,
    };
  }
}

/** Runs operations; says why it could not go on where an operation asks for what only the user's server has. */
async function run(
  { scratch, place }: { readonly scratch: Connection; readonly place: ProofPlace },
  station: ProofStation,
  ops: readonly Operation[],
): Promise<string | undefined> {
  let foreign: string | undefined;
  await perform(scratch, ops, async (sql, op) => {
    if (foreign !== undefined) return;
    try {
      await scratch.execute(sql);
    } catch (error) {
      if (!asksForOthers(op, error)) throw proofRefused(place, station, describe(op), sql, error);
      foreign = `${describe(op)}: ${reasonOf(error)}`;
    }
  });
  return foreign;
}

/** How a server says that it does not bring an extension along: until 16, and from 17 on. */
const NOT_AVAILABLE: ReadonlySet<unknown> = new Set(["58P01", "0A000"]);

/** Policies live on what hosted services bring along, such as `auth.uid()`; extensions on what is installed beside the server. */
function asksForOthers(op: Operation, error: unknown): boolean {
  if (!isLimbeckError(error)) return false;
  const { sqlstate } = error.facts;
  if (op.kind === "createExtension") return NOT_AVAILABLE.has(sqlstate);
  return (op.kind === "createPolicy" || op.kind === "alterPolicy") && ABSENT.has(sqlstate);
}
