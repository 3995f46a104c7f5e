import { join } from "node:path";

import { type Connection } from "@limbeck/database";

import { databaseMissing } from "../errors.ts";
import { type Project } from "./project.ts";

/** Connects to the project's database. `database-missing` where none is named; else the errors of connecting. */
export async function connectTo(
  project: Project,
  command: string,
  signal?: AbortSignal,
): Promise<Connection> {
  const { database, client } = project;
  if (client !== undefined) return (await import("@limbeck/database")).fromClient(client);
  if (database === undefined) throw databaseMissing(command);
  const { connect } = await import("@limbeck/database");
  const target = typeof database === "function" ? await database() : database;
  return connect(target, {
    applicationName: "limbeck",
    ...requireFrom(project),
    ...(signal === undefined ? {} : { signal }),
    onConnect: async (connection) => {
      for (const sql of project.config.onConnect ?? []) await connection.execute(sql);
    },
  });
}

/** The drivers of SQLite are those of the project. */
export function requireFrom({ root }: Project): { readonly requireFrom: string } {
  return { requireFrom: join(root, "package.json") };
}

/** Does something with a connection, and closes it whatever happens. */
export async function withConnection<T>(
  open: () => Promise<Connection>,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await open();
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}
