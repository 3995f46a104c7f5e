import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { sql } from "@limbeck/operations";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { offlineUpgrade, upgrade } from "./index.ts";
import { halfRuns, outcomes } from "./testing/half.ts";
import { project } from "./testing/project.ts";

const boxes = project(
  { revision: "a", upgrade: (op) => op.execute("CREATE TABLE boxes AS SELECT -1 AS size") },
  {
    revision: "b",
    upgrade: (op) => {
      op.createCheck("boxes", { name: "positive", expression: sql`size > 0`, notValid: true });
      op.validateConstraint("boxes", "positive");
      op.addColumn("boxes", { name: "color", type: "text" });
    },
  },
);

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

async function isValid(): Promise<boolean | undefined> {
  const [row] = await connection.query<{ valid: boolean }>(
    "SELECT convalidated AS valid FROM pg_constraint WHERE conname = 'positive'",
  );
  return row?.valid;
}

describe("a constraint that a revision makes and validates", () => {
  it("is committed before its rows are looked at, and stays where these do not fit", async () => {
    const error = await failure(upgrade({ connection, ...boxes, target: "head" }));
    expect(error).toMatchObject({ code: "migration-failed", facts: { resumable: true } });
    expect(await isValid()).toBe(false);
    expect(await halfRuns(connection)).toMatchObject([{ revision: "b", done: 1 }]);

    await connection.execute("UPDATE boxes SET size = 1");
    await upgrade({ connection, ...boxes, target: "head" });
    expect(await isValid()).toBe(true);
    expect(await outcomes(connection)).toContain("b done");
  });

  it("is validated in a transaction of its own in a script too", async () => {
    const script = await offlineUpgrade({ ...boxes, target: "head", server: { version: 180_000 } });
    const lines = script.split("\n").filter((line) => /^(BEGIN|COMMIT|ALTER TABLE "boxes")/.test(line));
    expect(lines.slice(-9)).toEqual([
      "BEGIN;",
      'ALTER TABLE "boxes" ADD CONSTRAINT "positive" CHECK (size > 0) NOT VALID;',
      "COMMIT;",
      "BEGIN;",
      'ALTER TABLE "boxes" VALIDATE CONSTRAINT "positive";',
      "COMMIT;",
      "BEGIN;",
      'ALTER TABLE "boxes" ADD COLUMN "color" text;',
      "COMMIT;",
    ]);
  });
});
