import type * as pgliteModule from "@electric-sql/pglite";
import type { PGlite, PGliteOptions } from "@electric-sql/pglite";
import { pgliteMissing } from "../errors.ts";
import { type PostgresConnection, connectionOn } from "./connection.ts";
import { requirePg } from "./requirePg.ts";

/** An embedded PostgreSQL that nobody else has. */
export interface PgliteConnection extends PostgresConnection {
  /** All that it holds, compressed, outside of a transaction; another one can begin with it. */
  readonly image: () => Promise<Uint8Array>;
}

/**
 * Starts the embedded PostgreSQL. An open one keeps the process alive until its connection is closed, and it does not notice
 * another one on the same folder. Errors: `pglite-missing`.
 */
export async function openPglite(options: PGliteOptions): Promise<PgliteConnection> {
  const { PGlite } = await importPglite();
  const pglite = await PGlite.create(options);
  const connection = await connectPglite(pglite);
  return {
    ...connection,
    image: async () => {
      // What is begun with it recovers as after a crash, and sequences would skip what their WAL has put by (SEQ_LOG_VALS).
      await pglite.exec("CHECKPOINT");
      return new Uint8Array(await (await pglite.dumpDataDir("gzip")).arrayBuffer());
    },
    close: async () => {
      await connection.close();
      await pglite.close();
    },
  };
}

/** A connection on a running PGlite, through its bridge to node-postgres, so that one path serves both; it leaves it running. */
export async function connectPglite(pglite: PGlite): Promise<PostgresConnection> {
  const { createPgConfig } = await import("@electric-sql/pglite/node-postgres");
  const config = createPgConfig(pglite);
  passNoTypes(config.connection);
  const client = new (requirePg().Client)(config);
  await client.connect();
  return connectionOn({ engine: "pglite", client, close: () => client.end() });
}

/** PGlite, an optional dependency. Errors: `pglite-missing`. */
export async function importPglite(): Promise<typeof pgliteModule> {
  try {
    return await import("@electric-sql/pglite");
  } catch (error) {
    throw pgliteMissing(error);
  }
}

interface ParseMessage {
  readonly text: string;
  readonly name?: string;
}

/**
 * `pg` puts the `types` of a query, which say how to read its answer, into the Parse message as well, where its own serializer
 * passes over them; PGlite's takes them for a list of type ids ("types?.forEach is not a function", seen in 0.5.16) and the
 * query never ends. Drizzle sets them on every query.
 */
function passNoTypes(connection: { parse(message: ParseMessage): void }): void {
  const parse = connection.parse.bind(connection);
  connection.parse = ({ text, name }) => {
    parse({ text, ...(name === undefined ? {} : { name }) });
  };
}
