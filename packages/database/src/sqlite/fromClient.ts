import { type BetterSqlite3Database, betterSqlite3Session, libsqlDatabaseSession } from "./betterSqlite3.ts";
import { inMemory } from "./connect.ts";
import { type SqliteConnection, sqliteConnectionOn } from "./connection.ts";
import { type LibsqlClient, libsqlSession } from "./libsqlClient.ts";
import { type NodeSqliteDatabase, nodeSqliteSession } from "./nodeSqlite.ts";
import type { SqliteSession } from "./session.ts";

/** A database of better-sqlite3, `libsql` or `node:sqlite`, or a client of `@libsql/client`. */
export type SqliteClient = BetterSqlite3Database | NodeSqliteDatabase | LibsqlClient;

export function isSqliteClient(client: object): client is SqliteClient {
  return isLibsqlClient(client) || isDatabase(client);
}

/** A connection on an application's own client, which it leaves open, with its settings as they are. */
export async function fromSqliteClient(client: SqliteClient): Promise<SqliteConnection> {
  const session = sessionOn(client);
  const engine = session.everyBatchIsTransaction ? "libsql" : "sqlite";
  return sqliteConnectionOn({ engine, session, close: () => Promise.resolve(), inMemory });
}

function sessionOn(client: SqliteClient): SqliteSession {
  if (isLibsqlClient(client)) return libsqlSession(client);
  if ("isTransaction" in client) return nodeSqliteSession(client);
  // What `libsql` has and better-sqlite3 has not.
  return "syncUntil" in client ? libsqlDatabaseSession(client) : betterSqlite3Session(client);
}

function isLibsqlClient(client: object): client is LibsqlClient {
  return "executeMultiple" in client && "transaction" in client && "protocol" in client;
}

function isDatabase(client: object): client is BetterSqlite3Database | NodeSqliteDatabase {
  return "prepare" in client && "exec" in client && ("inTransaction" in client || "isTransaction" in client);
}
