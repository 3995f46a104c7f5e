import { type Connection } from "@limbeck/database";
import { revisionDigests } from "@limbeck/loader";
import { emptySchema, type Schema, type Table } from "@limbeck/model";
import {
  build,
  hostedIn,
  type Snapshot,
  snapshotCache,
  type SnapshotParts,
  withHosted,
} from "@limbeck/proof";
import { ancestors, effectiveHeadsOf, resolveAll } from "@limbeck/revisions";
import { type RunOptions } from "@limbeck/runtime";

import { askedSchema } from "./askedSchema.ts";
import { beginReplay } from "./beginReplay.ts";
import { engineOf } from "./engine.ts";
import { extensionNames } from "./managed.ts";
import { type Project } from "./project.ts";
import { type Revisions } from "./revisions.ts";
import { DEFAULT_SCHEMA } from "./scope.ts";
import { extensionsOf, openScratchFor } from "./scratch.ts";
import { placeForReplay } from "./placeFor.ts";

/** What the revisions lead to, and whether that was remembered or found out. */
export interface Replayed extends Snapshot {
  readonly revisions: number;
  readonly fromSnapshot: boolean;
}

/** What a replay is asked for. */
export interface ReplayedInput {
  readonly project: Project;
  readonly revisions: Revisions;
  /** Symbols of the revisions to go up to. */
  readonly target: readonly string[];
  /** Tables of others that the revisions lead foreign keys to. */
  readonly externals?: readonly Table[];
  /** Hears which revision of how many is run, counted from 1. */
  readonly onStep?: (number: number, total: number) => void;
}

/** The schema at `target`, from the cache where nothing that it depends on has changed, else by running the revisions. */
export async function replayed(input: ReplayedInput): Promise<Replayed> {
  const { project, revisions, target } = input;
  const ids = ancestors(revisions.graph, resolveAll({ graph: revisions.graph, current: [] }, target));
  if (ids.size === 0)
    return { schema: emptySchema(project.dialect), unmodelled: [], revisions: 0, fromSnapshot: false };
  if (revisions.imported) return { ...(await run(input, ids)), revisions: ids.size, fromSnapshot: false };
  const cache = snapshotCache(project.cacheDir());
  const parts = await partsOf(input, ids);
  const known = await cache.read(parts);
  if (known !== undefined) return { ...known, revisions: ids.size, fromSnapshot: true };
  const found = await run(input, ids);
  await cache.write(parts, found);
  return { ...found, revisions: ids.size, fromSnapshot: false };
}

async function run(
  { project, revisions, externals = [], onStep }: ReplayedInput,
  ids: ReadonlySet<string>,
): Promise<Snapshot> {
  const place = placeForReplay({ project, revisions });
  const options: Pick<RunOptions, "report"> = {
    report: (event) => {
      if (event.kind === "stepStarted") onStep?.(event.number, event.total);
    },
  };
  try {
    const target = effectiveHeadsOf(revisions.graph, ids);
    const { scratch, finish, read } = await beginReplay({
      project,
      revisions,
      place,
      target,
      externals,
      options,
    });
    try {
      await finish();
      return await read();
    } finally {
      await scratch.close();
    }
  } finally {
    await place.end();
  }
}

/** A scratch database on which the texts of a schema can be asked about, with what stands in for a hosted service that it or the models call. */
export async function openScratchWith(
  project: Project,
  revisions: Revisions,
  schema: Schema,
  models: Schema,
): Promise<Connection> {
  const scratch = await openScratchFor(project, revisions, extensionNames(schema));
  await build(scratch, withHosted(askedSchema(schema, models), hostedIn([JSON.stringify([schema, models])])));
  return scratch;
}

async function partsOf(
  { project, revisions, externals = [] }: ReplayedInput,
  ids: ReadonlySet<string>,
): Promise<SnapshotParts> {
  const digests = await revisionDigests(revisions.files, project.load);
  const texts = [...revisions.graph.revisions.values()]
    .filter(({ revision }) => ids.has(revision))
    .map(({ revision, file }) => `${revision} ${file === undefined ? "" : (digests.get(file) ?? "")}`);
  const surroundings = [
    await engineOf(project).identity(),
    placeForReplay({ project, revisions }).name,
    DEFAULT_SCHEMA,
    JSON.stringify(project.x),
    JSON.stringify(externals),
    ...extensionsOf(project, revisions),
  ];
  return { revisions: texts.sort(), surroundings };
}
