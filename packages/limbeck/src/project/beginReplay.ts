import { type Connection } from "@limbeck/database";
import { printingAs, revisionDigests } from "@limbeck/loader";
import { isLimbeckError, type Table } from "@limbeck/model";
import {
  bringUp,
  hostedIn,
  imageCache,
  type ImageCache,
  replayed,
  type ReplayInput,
  type Snapshot,
  type SnapshotParts,
  standIn,
} from "@limbeck/proof";
import { ancestors, newestFirst, revisionOf } from "@limbeck/revisions";
import { type RunOptions } from "@limbeck/runtime";

import { VERSION } from "../version.ts";
import { engineOf, type KeptConnection } from "./engine.ts";
import { type Project } from "./project.ts";
import { locate, type Revisions } from "./revisions.ts";
import { rolesNamed } from "./rolesNamed.ts";
import { DEFAULT_SCHEMA } from "./scope.ts";
import { extensionsOf } from "./scratch.ts";
import { type TrialPlace } from "./trialPlace.ts";

export interface BeginReplayInput {
  readonly project: Project;
  readonly revisions: Revisions;
  readonly place: TrialPlace;
  /** What is to be applied, with all that it needs; full ids. */
  readonly target: readonly string[];
  /** Tables of others that foreign keys lead to. */
  readonly externals: readonly Table[];
  readonly options?: Pick<RunOptions, "signal" | "report">;
  /** What has taken so many milliseconds is kept; absent: what one waits for. */
  readonly keepFrom?: number;
}

const LONG = 1000;

/** So many of the newest revisions may have come since a database was kept. */
const MOST_BEHIND = 50;

/** A scratch database that is open, and what is left to be done. */
export interface BegunReplay {
  readonly scratch: Connection;
  /** Runs what is not applied yet. Errors: those of `upgrade`. */
  readonly finish: () => Promise<void>;
  /** What the revisions have led to. */
  readonly read: () => Promise<Snapshot>;
}

/**
 * Opens a scratch database on which the revisions up to `target` are to run: begun with what an earlier command kept of most of them,
 * if the place can do that, else with nothing. Errors: those of the place.
 */
export async function beginReplay(input: BeginReplayInput): Promise<BegunReplay> {
  const { openKept } = input.place;
  if (openKept === undefined || input.target.length === 0 || input.revisions.imported) {
    const replay = replayInput(input, await input.place.open());
    return { scratch: replay.scratch, finish: () => runOn(replay, false), read: () => replayed(replay) };
  }
  const stages = await stagesOf(input);
  const images = imageCache(input.project.cacheDir());
  const kept = await openedKept(openKept, images, stages);
  const scratch = kept?.scratch ?? (await openKept());
  const replay = replayInput(input, scratch);
  const finish = async (): Promise<void> => {
    const start = performance.now();
    await runOn(replay, kept !== undefined);
    const [whole] = stages;
    const isLong = performance.now() - start >= (input.keepFrom ?? LONG);
    if (isLong && whole !== undefined && whole !== kept?.stage)
      await images.write(whole, await scratch.image());
  };
  return { scratch, finish, read: () => replayed(replay) };
}

async function runOn(replay: ReplayInput, begun: boolean): Promise<void> {
  if (!begun) await standIn(replay);
  await printingAs("replay", () => bringUp(replay));
}

/** The database of the newest stage that was kept. */
async function openedKept(
  open: (image: Uint8Array) => Promise<KeptConnection>,
  images: ImageCache,
  stages: readonly SnapshotParts[],
): Promise<{ readonly scratch: KeptConnection; readonly stage: SnapshotParts } | undefined> {
  for (const stage of stages) {
    const image = await images.read(stage);
    if (image === undefined) continue;
    try {
      return { scratch: await open(image), stage };
    } catch (error) {
      // What the engine cannot begin with is as good as none.
      if (isLimbeckError(error)) throw error;
    }
  }
  return undefined;
}

function replayInput(
  { project, revisions, target, externals, options, ...input }: BeginReplayInput,
  scratch: Connection,
): ReplayInput {
  const { graph, load } = revisions;
  return {
    graph,
    load,
    target,
    scratch,
    externals,
    ...standIns(revisions, input.place),
    defaultSchema: DEFAULT_SCHEMA,
    options: { ...options, x: project.x, locate },
  };
}

function standIns({ files }: Revisions, { ownsRoles }: TrialPlace): Pick<ReplayInput, "roles" | "hosted"> {
  const texts = files.map(({ text }) => text);
  return { roles: ownsRoles ? rolesNamed(texts) : [], hosted: hostedIn(texts) };
}

/** What the whole depends on, and what it depends on without its newest revision, without its newest two, and so on. */
async function stagesOf(input: BeginReplayInput): Promise<readonly SnapshotParts[]> {
  const { project, revisions, target, place, externals } = input;
  const { graph } = revisions;
  const order = newestFirst(graph, new Set(ancestors(graph, target)));
  const digests = await digestsOf(input, order);
  const surroundings = [
    VERSION,
    await engineOf(project).identity(),
    DEFAULT_SCHEMA,
    JSON.stringify([project.x, externals, standIns(revisions, place)]),
    ...extensionsOf(project, revisions),
  ];
  return order
    .slice(0, MOST_BEHIND)
    .map((_, behind) => ({ revisions: digests.slice(behind).sort(), surroundings }));
}

async function digestsOf(
  { project, revisions }: BeginReplayInput,
  ids: readonly string[],
): Promise<readonly string[]> {
  const paths = new Map(ids.map((id) => [id, revisionOf(revisions.graph, id).file]));
  const wanted = new Set(paths.values());
  const files = revisions.files.filter(({ path }) => wanted.has(path));
  const digests = await revisionDigests(files, project.load);
  return ids.map((id) => `${id} ${digests.get(paths.get(id) ?? "") ?? ""}`);
}
