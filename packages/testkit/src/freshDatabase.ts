import { randomBytes } from "node:crypto";
import pg from "pg";
import { newestMajor, type PostgresServer, postgresServer } from "./postgres.ts";

export interface FreshOptions {
  /** PostgreSQL's major version; the newest if absent. */
  readonly major?: number;
  /** SQL to run in the new database, any number of statements. */
  readonly sql?: string;
  /** Gives the database a name with quotes, spaces, `%`, `?`, `/` and a letter beyond ASCII. */
  readonly oddName?: boolean;
}

/** An empty database on a real server, for one test. */
export interface TestDatabase {
  readonly url: string;
  readonly name: string;
  readonly server: PostgresServer;
  /** A new connected client; `drop` closes it. */
  client(): Promise<pg.Client>;
  /** Runs SQL, any number of statements, on a connection of its own. */
  execute(sql: string): Promise<void>;
  /** Closes the clients given out and drops the database, whoever is still connected. */
  drop(): Promise<void>;
}

/** Creates a database with a random name on the server that the test run shares, starting the server if need be. */
export async function freshDatabase(options: FreshOptions = {}): Promise<TestDatabase> {
  const server = await postgresServer(options.major ?? newestMajor);
  const random = randomBytes(6).toString("hex");
  const name = options.oddName === true ? `ödd "näme" %41'/?#&${random}` : `t_${random}`;
  // Copying files (the only way before PostgreSQL 15) takes a quarter of the time that the default, by way of the log, takes.
  const strategy = server.major >= 15 ? " STRATEGY FILE_COPY" : "";
  await onServer(
    server,
    "postgres",
    `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0${strategy}`,
  );
  const database = testDatabase(server, name);
  if (options.sql !== undefined) await database.execute(options.sql);
  return database;
}

function testDatabase(server: PostgresServer, name: string): TestDatabase {
  const clients: pg.Client[] = [];
  return {
    url: `postgres://${server.user}@${server.host}:${server.port}/${encodeURIComponent(name)}`,
    name,
    server,
    client: async () => {
      const client = await connected(server, name);
      clients.push(client);
      return client;
    },
    execute: (sql) => onServer(server, name, sql),
    drop: async () => {
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
      await onServer(server, "postgres", `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    },
  };
}

async function onServer(server: PostgresServer, database: string, sql: string): Promise<void> {
  const client = await connected(server, database);
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function connected({ host, port, user }: PostgresServer, database: string): Promise<pg.Client> {
  const client = new pg.Client({ host, port, user, database });
  // A test may end a session from outside; without a listener that would end the test process.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
