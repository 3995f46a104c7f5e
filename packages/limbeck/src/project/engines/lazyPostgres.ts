import { type Connection, onDialect } from "@limbeck/database";

/** `server_version_num` of the embedded PostgreSQL, as far as anything is decided before it runs. */
export const SCRATCH_VERSION = 180000;

export function lazyPostgres(open: () => Promise<Connection>): Connection {
  let opened: Promise<Connection> | undefined;
  const connection = (): Promise<Connection> => (opened ??= open());
  return {
    dialect: "postgres",
    engine: "pglite",
    server: { version: SCRATCH_VERSION },
    client: {
      query: async (query) =>
        onDialect(await connection(), {
          postgres: ({ client }) => client.query(query),
          sqlite: ({ dialect }) => Promise.reject(new TypeError(`a scratch database of ${dialect}`)),
        }),
      on: () => undefined,
      off: () => undefined,
      // It is nobody else's, and nobody leaves a transaction open on it.
      getTransactionStatus: () => "I",
    },
    query: async (sql, params) => (await connection()).query(sql, params),
    batch: async (statements) => (await connection()).batch(statements),
    execute: async (sql) => (await connection()).execute(sql),
    onNotice: () => () => undefined,
    close: async () => {
      if (opened !== undefined) await (await opened).close();
    },
  };
}
