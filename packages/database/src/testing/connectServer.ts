import { connect, type ConnectOptions, type PostgresConnection } from "../index.ts";

/** `connect` to a URL that is known to be one of PostgreSQL. */
export async function connectServer(url: string, options?: ConnectOptions): Promise<PostgresConnection> {
  const connection = await connect(url, options);
  if (connection.dialect === "postgres") return connection;
  throw new TypeError("not a URL of PostgreSQL");
}
