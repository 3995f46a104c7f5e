import { connect, type Connection, MEMORY } from "@limbeck/database";

/** A connection to a database in memory of its own. */
export async function sqliteConnection(setUp = ""): Promise<Connection> {
  const connection = await connect({ engine: "sqlite", path: MEMORY });
  await connection.execute(setUp);
  return connection;
}
