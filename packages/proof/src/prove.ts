import { type Connection } from "@limbeck/database";
import { adopt, leadingRenames } from "@limbeck/differ";
import { introspect } from "@limbeck/introspector";
import { isLimbeckError, type Schema, reasonOf, type Table } from "@limbeck/model";
import { applyAll, describe, OPAQUE, type Operation } from "@limbeck/operations";

import { build } from "./build.ts";
import { type CompareOptions, differences } from "./compare.ts";
import { concernOf } from "./concern.ts";
import { externalsOf, withExternals } from "./externals.ts";
import { ABSENT, proofFailed, proofRefused, type ProofStation } from "./errors.ts";
import { hostedIn, withHosted } from "./hosted.ts";
import { perform } from "./perform.ts";
import { type LabelledDowngrade, labelOf } from "./rows/label.ts";
import { readRows } from "./rows/readRows.ts";
import { seedRows } from "./rows/seed.ts";
import { emptyOf } from "./rows/tableRows.ts";
import { madeRoles, policyRolesOf, standInForRoles, withRoles } from "./roles.ts";
import { asWritten } from "./written.ts";

export interface ProofInput extends CompareOptions {
  /** An empty scratch database; it is left as the proof leaves it. */
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

/**
 * Runs a revision on a scratch database: up, then nothing differs from what it should lead to; down, then nothing differs
 * from the start; up again; and with rows, of which it says which come back. Throws `proof-refused` where a statement fails and `proof-failed` where something differs.
 */
export async function prove(input: ProofInput): Promise<Proof> {
  const { scratch, upgrade, downgrade } = input;
  const code = [...upgrade, ...downgrade].find(({ kind }) => kind === "run" || kind === "batches");
  if (code !== undefined) return { kind: "unproved", reason: `${describe(code)} was not run` };
  const reached = stationsOf(input);
  const starts = reached.after === undefined ? [reached.before] : [reached.before, reached.after];
  await standInForRoles(scratch, policyRolesOf(starts, [...upgrade, ...downgrade]));
  const { before, after } = await withinReach(scratch, reached);
  const lacking = await buildStart(scratch, before);
  if (lacking !== undefined) return { kind: "unproved", reason: lacking };
  const foreign = await run(scratch, "upgrade", upgrade);
  if (foreign !== undefined) return { kind: "unproved", reason: foreign };
  const target = after ?? (await found(input));
  await hold(input, "upgrade", target);
  const noWay = downgrade.find((op) => op.kind === "irreversible");
  if (noWay !== undefined)
    return { kind: "proved", downgrade: "irreversible", lost: [], reason: noWay.reason };
  await run(scratch, "downgrade", downgrade);
  await hold(input, "downgrade", before);
  await run(scratch, "second upgrade", upgrade);
  await hold(input, "second upgrade", target);
  return { kind: "proved", ...(input.rows === true ? await withRows(input, before, target) : {}) };
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

interface Stations {
  readonly before: Schema;
  readonly after?: Schema;
}

/** Start and target, cut to what the revision concerns; nobody knows what an opaque one concerns. */
function stationsOf({ before, after, comments, upgrade, downgrade }: ProofInput): Stations {
  const ops = [...upgrade, ...downgrade];
  if (after === undefined) {
    const start = asWritten(before);
    return standing([start], externalsOf([start]), ops);
  }
  // Names and comments that the models leave open are those of the start.
  const moved = applyAll(before, leadingRenames(upgrade));
  const adopted = adopt(moved === OPAQUE ? before : moved, after, { comments });
  const concern = concernOf(ops, before, adopted);
  const [start, target] = [concern(asWritten(before)), concern(asWritten(adopted))];
  const externals = externalsOf([start, target]);
  return standing([start, target], externals, ops);
}

/** The stations with what stands in for the user's server. */
function standing(
  [before, after]: readonly [Schema, Schema?],
  externals: readonly Table[],
  ops: readonly Operation[],
): Stations {
  const schemas = after === undefined ? [before] : [before, after];
  const hosted = hostedIn([JSON.stringify([schemas, ops])], schemas);
  const on = (schema: Schema): Schema => withHosted(withExternals(schema, externals), hosted);
  return after === undefined ? { before: on(before) } : { before: on(before), after: on(after) };
}

/** Without the extensions that stay as they are and that the scratch database cannot have: perhaps nothing here needs them. */
async function withinReach(scratch: Connection, { before, after }: Stations): Promise<Stations> {
  const stay = new Set((after ?? before).extensions.map(({ name }) => name));
  if (stay.size === 0) return after === undefined ? { before } : { before, after };
  const rows = await scratch.query<{ name: string }>("SELECT name FROM pg_available_extensions()");
  const available = new Set(rows.map(({ name }) => name));
  const without = (schema: Schema): Schema => ({
    ...schema,
    extensions: schema.extensions.filter(({ name }) => available.has(name) || !stay.has(name)),
  });
  return after === undefined
    ? { before: without(before) }
    : { before: without(before), after: without(after) };
}

async function found(input: ProofInput): Promise<Schema> {
  const { scratch, defaultSchema = "public" } = input;
  const { schema } = await introspect(scratch, {
    ...ALL_OF_IT,
    allSchemas: true,
    defaultSchema,
    roles: true,
  });
  return withRoles(schema, rolesConcerned(input));
}

/** All that there is on a scratch database, the revision has made. */
const ALL_OF_IT = { othersBookkeeping: true };

function rolesConcerned({ before, after = before, upgrade, downgrade }: ProofInput): readonly string[] {
  return madeRoles([before, after], [...upgrade, ...downgrade]);
}

async function buildStart(scratch: Connection, before: Schema): Promise<string | undefined> {
  try {
    await build(scratch, before);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

async function hold(input: ProofInput, station: ProofStation, expected: Schema): Promise<void> {
  const { defaultSchema } = input;
  const left = await differences(input.scratch, expected, {
    ...ALL_OF_IT,
    comments: true,
    roles: rolesConcerned(input),
    ...(defaultSchema === undefined ? {} : { defaultSchema }),
  });
  if (left.length > 0) throw proofFailed(station, left.map(describe));
}

/** Runs operations; says why it could not go on where an operation asks for what only the user's server has. */
async function run(
  scratch: Connection,
  station: ProofStation,
  ops: readonly Operation[],
): Promise<string | undefined> {
  let foreign: string | undefined;
  await perform(scratch, ops, async (sql, op) => {
    if (foreign !== undefined) return;
    try {
      await scratch.execute(sql);
    } catch (error) {
      if (!asksForOthers(op, error)) throw proofRefused(station, describe(op), sql, error);
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
