import { afterEach, beforeEach, describe } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { type Dialect } from "@limbeck/model";
import { freshDatabase } from "@limbeck/testkit";
import { sqliteFile } from "./sqliteFile.ts";

/** A database of its own that any number of sessions can be opened on. */
export interface Place {
  readonly dialect: Dialect;
  readonly connect: () => Promise<Connection>;
  readonly drop: () => Promise<void>;
}

const places = {
  postgres: async (): Promise<Place> => {
    const database = await freshDatabase();
    const { url } = database;
    return { dialect: "postgres", connect: () => connect(url), drop: () => database.drop() };
  },
  sqlite: (): Promise<Place> => {
    const file = sqliteFile();
    return Promise.resolve({
      dialect: "sqlite",
      connect: file.connect,
      drop: () => {
        file.drop();
        return Promise.resolve();
      },
    });
  },
} satisfies Record<Dialect, () => Promise<Place>>;

/** The same tests on every database; each test asks for a place of its own. */
export function onEachDialect(tests: (open: () => Promise<Place>, dialect: Dialect) => void): void {
  const dialects: readonly Dialect[] = ["postgres", "sqlite"];
  describe.each(dialects)("on %s", (dialect) => {
    tests(places[dialect], dialect);
  });
}

/** A place with one session on it. */
export interface Session {
  readonly place: Place;
  readonly connection: Connection;
}

/** Gives each test a place of its own with a session that is open, and takes both away after it. */
export function eachSession(open: () => Promise<Place>, take: (session: Session) => void): void {
  let session: Session;
  beforeEach(async () => {
    const place = await open();
    session = { place, connection: await place.connect() };
    take(session);
  });
  afterEach(async () => {
    await session.connection.close();
    await session.place.drop();
  });
}
