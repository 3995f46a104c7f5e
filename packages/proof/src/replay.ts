import { type Connection } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { emptySchema, isLimbeckError, type Routine, type Schema, type Table } from "@limbeck/model";
import { type Graph } from "@limbeck/revisions";
import { type LoadRevision, type RunOptions, upgrade } from "@limbeck/runtime";

import { build } from "./build.ts";
import { ABSENT, replayLacks } from "./errors.ts";
import { withExternals, withoutExternals } from "./externals.ts";
import { withHosted, withoutHosted } from "./hosted.ts";
import { standInForRoles } from "./roles.ts";
import { type Snapshot } from "./snapshot.ts";

export interface ReplayInput {
  readonly graph: Graph;
  readonly load: LoadRevision;
  /** Symbols of the revisions to go up to: `heads`. */
  readonly target: string | readonly string[];
  /** An empty scratch database; afterwards it is at the target. */
  readonly scratch: Connection;
  readonly defaultSchema?: string;
  /** Tables of others that the revisions lead foreign keys to; they are not in the answer. */
  readonly externals?: readonly Table[];
  /** Roles of the user's server that the revisions name. */
  readonly roles?: readonly string[];
  /** Functions of hosted services that the revisions call; they are not in the answer. */
  readonly hosted?: readonly Routine[];
  readonly options?: Pick<RunOptions, "x" | "locate" | "requireFrom" | "report" | "signal">;
}

/** Without those that only stood in for the user's server. */
function withoutRoles(schema: Schema, standIns: readonly string[]): Schema {
  return { ...schema, roles: schema.roles.filter(({ name }) => !standIns.includes(name)) };
}

/** What the revisions themselves lead to, learnt by running them. Errors: those of `upgrade`. */
export async function replay(input: ReplayInput): Promise<Schema> {
  await standIn(input);
  await bringUp(input);
  return (await replayed(input)).schema;
}

/** Makes what stands in for the user's server on an empty scratch database. */
export async function standIn({
  scratch,
  roles = [],
  hosted = [],
  externals = [],
}: ReplayInput): Promise<void> {
  await standInForRoles(scratch, roles);
  await build(scratch, withHosted(withExternals(emptySchema(scratch.dialect), externals), hosted));
}

/** Runs what is not applied yet of the revisions. Errors: those of `upgrade`. */
export async function bringUp({ graph, load, target, scratch, options = {} }: ReplayInput): Promise<void> {
  await upgrade({
    connection: scratch,
    graph,
    load,
    target,
    options: { ...options, replay: true, lock: "none" },
  }).catch((error: unknown) => {
    throw isLimbeckError(error) && ABSENT.has(error.facts["sqlstate"]) ? replayLacks(error) : error;
  });
}

/** What revisions have led to, without what stood in for the user's server. */
export async function replayed(input: ReplayInput): Promise<Snapshot> {
  const { scratch, defaultSchema = "public", externals = [], hosted = [] } = input;
  const { schema, unmodelled } = await introspect(scratch, { allSchemas: true, defaultSchema, roles: true });
  const own = withoutRoles(withoutHosted(withoutExternals(schema, externals), hosted), input.roles ?? []);
  return { schema: own, unmodelled };
}
