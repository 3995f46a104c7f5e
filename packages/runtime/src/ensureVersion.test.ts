import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { ensureVersion, readRows, type RuntimeEvent, versionTable } from "./index.ts";

let database: TestDatabase;
let connection: Connection;
beforeEach(async () => {
  database = await freshDatabase();
  connection = await connect(database.url);
});
afterEach(async () => {
  await connection.close();
  await database.drop();
});

it("creates what is missing and says so, and next time takes no lock and needs no right to create", async () => {
  expect(await ensureVersion({ connection })).toEqual({
    schema: "public",
    created: ["limbeck_version", "limbeck_history"],
  });
  const role = `reader_${database.name}`;
  await connection.execute(
    `CREATE ROLE "${role}"; GRANT SELECT ON limbeck_version TO "${role}"; SET ROLE "${role}"`,
  );
  const kinds: string[] = [];
  const options = { report: ({ kind }: RuntimeEvent) => void kinds.push(kind) };
  expect(await ensureVersion({ connection, options })).toEqual({ schema: "public", created: [] });
  expect(kinds).toEqual([]);
  await connection.execute(`RESET ROLE; DROP OWNED BY "${role}"; DROP ROLE "${role}"`);
  expect(await readRows(connection, versionTable())).toEqual([]);
});
