import { type Connection } from "@limbeck/database";
import { type Dialect } from "@limbeck/model";

import { scratchLacks } from "../compareErrors.ts";
import { type TrialPlace } from "./trialPlace.ts";

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
export function havingAt(
  { open, openKept, ...place }: TrialPlace,
  extensions: readonly string[],
): TrialPlace {
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
