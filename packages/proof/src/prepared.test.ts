import { expect, it } from "@jest/globals";
import { fromClient } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { freshDatabase } from "@limbeck/testkit";

import { witness } from "./testing/journey.ts";
import { prepared } from "./testing/prepared.ts";

it("the questions of the catalog are planned once, and answered anew", async () => {
  const database = await freshDatabase();
  const connection = prepared(await fromClient(await database.client()));
  const ask = async (): Promise<readonly unknown[]> => [
    (await introspect(connection, { allSchemas: true })).schema,
    await witness(connection),
  ];
  const before = await ask();
  await connection.execute("CREATE TABLE notes (id integer PRIMARY KEY)");
  const after = await ask();
  expect(after[0]).toMatchObject({ tables: [{ name: "notes" }] });
  expect(after[1]).not.toEqual(before[1]);
  const plans = await connection.query(
    "SELECT generic_plans::int AS n FROM pg_prepared_statements ORDER BY prepare_time",
  );
  expect(plans).toEqual([{ n: 2 }, { n: 2 }]);
  await database.drop();
});
