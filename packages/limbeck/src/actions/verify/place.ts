import { type Connection } from "@limbeck/database";
import { type Dialect } from "@limbeck/model";

import { scratchLacks } from "../../errors.ts";
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

/** Errors, once it is opened: `scratch-lacks-extension` (2), and those of the engine. */
export function placeFor(project: Project, revisions: Revisions, _scratch: Scratch): Place {
  const extensions = extensionsOf(project, uncommented(revisions));
  return {
    name: engineOf(project).name,
    ownsRoles: true,
    open: async () => having(await openScratchFor(project, revisions), extensions),
  };
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
