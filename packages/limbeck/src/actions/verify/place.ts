import { relative } from "node:path";

import { type Connection, openThrowaway, parseUrl, type PostgresTarget } from "@limbeck/database";
import { type Dialect } from "@limbeck/model";

import { scratchLacks, scratchShared } from "../../errors.ts";
import { engineOf } from "../../project/engine.ts";
import { type Project } from "../../project/project.ts";
import { extensionsOf, openScratchFor } from "../../project/replayed.ts";
import { type Revisions } from "../../project/revisions.ts";

/** Where to try. */
export interface Scratch {
  /** A server that makes a database of its own for it; absent: that of the configuration, else the embedded engine. */
  readonly scratch?: string | undefined;
}

/** Where revisions are tried, and how an empty database is had there. */
export interface Place {
  readonly name: string;
  readonly open: () => Promise<Connection>;
  /** Whether roles that revisions name may be made there. */
  readonly ownsRoles: boolean;
}

/**
 * The embedded engine, or, where a server is named, a new database on it. Errors: `scratch-shared` (2); once it is
 * opened `scratch-lacks-extension` (2), and those of the engine.
 */
export function placeFor(
  project: Project,
  revisions: Revisions,
  { scratch: named, signal }: Scratch & { readonly signal?: AbortSignal },
): Place {
  const said = uncommented(revisions);
  const extensions = extensionsOf(project, said);
  const server = serverOf(project, named ?? project.config.scratch);
  if (server === undefined)
    return {
      name: engineOf(project).name,
      ownsRoles: true,
      open: async () => having(await openScratchFor(project, revisions), extensions),
    };
  refuseShared(project, said);
  const options = { applicationName: "limbeck verify", ...(signal === undefined ? {} : { signal }) };
  return {
    name: `a database of its own on ${server.host ?? "the server"}`,
    ownsRoles: false,
    open: async () => having(await openThrowaway(server, options), extensions),
  };
}

/** SQLite is the same wherever it runs, and so is the embedded PostgreSQL: neither a file nor a folder is touched. */
function serverOf({ dialect }: Project, scratch: string | undefined): PostgresTarget | undefined {
  if (scratch === undefined || dialect === "sqlite") return undefined;
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

/** The connection, once it is known that it can have the extensions; else it is closed. */
async function having(connection: Connection, extensions: readonly string[]): Promise<Connection> {
  const question = AVAILABLE[connection.dialect];
  if (question === undefined || extensions.length === 0) return connection;
  const rows = await connection.query<{ name: string }>(question);
  const available = new Set(rows.map(({ name }) => name));
  const lacking = extensions.filter((name) => !available.has(name));
  if (lacking.length === 0) return connection;
  await connection.close();
  throw scratchLacks(lacking);
}
