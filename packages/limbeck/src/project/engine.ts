import { type Connection } from "@limbeck/database";
import { type CanonicaliseOptions } from "@limbeck/introspector";
import { type Dialect } from "@limbeck/model";

import { postgresEngine } from "./engines/postgres.ts";
import { sqliteEngine } from "./engines/sqlite.ts";
import { type Project } from "./project.ts";

/** The embedded engine of a dialect, on which revisions are replayed and proved. */
export interface Engine {
  /** As people are told of it: `upgrade and downgrade on …`. */
  readonly name: string;
  /** The same in a sentence. */
  readonly place: string;
  /** Its `server.version`, as far as anything is decided before it runs. */
  readonly version: number;
  /** The search path of its sessions. */
  readonly searchPath: string;
  /** An empty database. */
  readonly open: (options: EngineOptions) => Promise<Connection>;
  /** The same, beginning with an image of another one, if there is one. Absent where replaying is as fast. */
  readonly openKept?: (options: EngineOptions, image?: Uint8Array) => Promise<KeptConnection>;
  /** A connection that is opened by the first question to it: a comparison that needs no engine starts none. */
  readonly lazy: (open: () => Promise<Connection>) => Connection;
  /** What comparing texts is told of it: PostgreSQL's are compared where the database is, those of SQLite in a database of their own. */
  readonly forTexts: (open: () => Promise<Connection>) => Pick<CanonicaliseOptions, "scratch">;
  /** What it is, for the key of what it found out. */
  readonly identity: () => Promise<string>;
}

/** A database that another one can begin with. */
export type KeptConnection = Connection & { readonly image: () => Promise<Uint8Array> };

export interface EngineOptions {
  /** The folder of the project, from which drivers are looked for. */
  readonly root: string;
  readonly cacheDir: string;
  readonly extensions: readonly string[];
  /** Hears what is begun that takes seconds. */
  readonly onSlowStart?: Project["onSlowStart"] | undefined;
}

const ENGINES = { postgres: postgresEngine, sqlite: sqliteEngine } satisfies Record<Dialect, Engine>;

export function engineOf({ dialect }: { readonly dialect: Dialect }): Engine {
  return ENGINES[dialect];
}

/** What `canonicalise` is told of a project's engine. */
export function forTexts(project: Project): Pick<CanonicaliseOptions, "scratch"> {
  const engine = engineOf(project);
  const { root, cacheDir, onSlowStart } = project;
  return engine.forTexts(() => engine.open({ root, cacheDir: cacheDir(), extensions: [], onSlowStart }));
}
