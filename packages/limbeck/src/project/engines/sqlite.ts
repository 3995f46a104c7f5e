import { join } from "node:path";

import { connect, type Connection, MEMORY, onDialect, type SqliteConnection } from "@limbeck/database";

import { type Engine } from "../engine.ts";

/** The oldest SQLite that any of the drivers brings along: what is decided before one is opened holds for all. */
const OLDEST = 3045001;

export const sqliteEngine: Engine = {
  name: "SQLite in memory",
  place: "SQLite in memory",
  version: OLDEST,
  searchPath: "",
  open: ({ root }) =>
    connect({ engine: "sqlite", path: MEMORY }, { requireFrom: join(root, "package.json") }),
  lazy: lazySqlite,
  forTexts: (open) => ({ scratch: open }),
  // What a text means is the same to each of its versions.
  identity: () => Promise.resolve("sqlite"),
};

function lazySqlite(open: () => Promise<Connection>): Connection {
  let opened: Promise<SqliteConnection> | undefined;
  const connection = (): Promise<SqliteConnection> => (opened ??= open().then(asSqlite));
  const transaction = async () => (await connection()).transaction;
  return {
    dialect: "sqlite",
    engine: "sqlite",
    server: { version: OLDEST },
    driver: "",
    everyBatchIsTransaction: false,
    query: async (sql, params) => (await connection()).query(sql, params),
    rows: async (sql, params) => (await connection()).rows(sql, params),
    batch: async (statements) => (await connection()).batch(statements),
    execute: async (sql) => (await connection()).execute(sql),
    transaction: {
      // It is nobody else's, and nobody leaves a transaction open on it.
      isOpen: () => false,
      begin: async (mode) => (await transaction()).begin(mode),
      tryBegin: async () => (await transaction()).tryBegin(),
      commit: async () => (await transaction()).commit(),
      rollback: async () => (await transaction()).rollback(),
    },
    inMemory: async () => (await connection()).inMemory(),
    close: async () => {
      if (opened !== undefined) await (await opened).close();
    },
  };
}

function asSqlite(connection: Connection): SqliteConnection {
  return onDialect(connection, {
    postgres: ({ dialect }) => {
      throw new TypeError(`a scratch database of ${dialect}`);
    },
    sqlite: (own) => own,
  });
}
