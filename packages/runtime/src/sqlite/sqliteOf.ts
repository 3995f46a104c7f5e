import { type Connection, type SqliteConnection } from "@limbeck/database";

/** The connection as what it is, where only one of SQLite can be. */
export function sqliteOf(connection: Connection): SqliteConnection {
  if (connection.dialect === "sqlite") return connection;
  throw new TypeError(`a connection of ${connection.dialect}`);
}
