import { afterAll, afterEach, beforeAll, beforeEach, describe } from "@jest/globals";
import { connect, type Connection, fromClient, parseUrl } from "@limbeck/database";
import { freshDatabase, postgresMajors, scratchPglite } from "@limbeck/testkit";

/** A connection to an empty database of its own, for a test file; closing it drops the database. */
export async function testConnection(engine: number | "pglite"): Promise<Connection> {
  if (engine === "pglite") {
    const scratch = await scratchPglite();
    return { ...(await fromClient(scratch.client)), close: () => scratch.close() };
  }
  const database = await freshDatabase({ major: engine });
  const connection = await connect(parseUrl(database.url));
  const close = async () => {
    await connection.close();
    await database.drop();
  };
  return { ...connection, close };
}

/**
 * Describes the same on every server that is to be tested, PGlite among them. Each test runs in a transaction that is
 * rolled back; `db` is there once a test runs.
 */
export function onServers(body: (db: () => Connection, major: number) => void): void {
  describe.each([...postgresMajors(), "pglite" as const])("on PostgreSQL %s", (engine) => {
    let db: Connection | undefined;
    const connected = () => {
      if (db === undefined) throw new Error("ask for the connection inside a test");
      return db;
    };
    beforeAll(async () => {
      db = await testConnection(engine);
    });
    afterAll(() => connected().close());
    beforeEach(() => connected().execute("BEGIN"));
    afterEach(() => connected().execute("ROLLBACK"));
    body(connected, engine === "pglite" ? 18 : engine);
  });
}
