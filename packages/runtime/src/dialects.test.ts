import { expect, it } from "@jest/globals";
import { type Dialect } from "@limbeck/model";
import { missingFields, type Operations } from "@limbeck/operations";
import { failure } from "@limbeck/testkit";
import { downgrade, upgrade } from "./index.ts";
import { eachSession, onEachDialect, type Session } from "./testing/eachDialect.ts";
import { project, type TestRevision } from "./testing/project.ts";
import { saying } from "./testing/saying.ts";

const first: TestRevision = {
  revision: "a",
  upgrade: (op) => op.createTable("first", { columns: [{ name: "n", type: "integer" }] }),
  downgrade: (op) => op.dropTable("first"),
};

/** How SQL begins that only the other dialect has. */
const STATEMENTS: Readonly<Record<Dialect, readonly (readonly [string, string])[]>> = {
  postgres: [
    ["PRAGMA", "PRAGMA foreign_keys = ON"],
    ["INSERT OR", "-- once\ninsert  or IGNORE INTO first VALUES (1)"],
    ["REPLACE INTO", "REPLACE INTO first VALUES (1)"],
    ["CREATE VIRTUAL TABLE", "CREATE VIRTUAL TABLE f USING fts5(t)"],
    ["ATTACH", "ATTACH 'x.db' AS x"],
  ],
  sqlite: [
    ["CREATE EXTENSION", "CREATE EXTENSION citext"],
    ["COMMENT ON", "/* said */ COMMENT ON TABLE first IS 'x'"],
    ["ALTER TYPE", "ALTER TYPE mood ADD VALUE 'x'"],
    ["DO", "DO $$ BEGIN END $$"],
    ["TRUNCATE", "TRUNCATE first"],
  ],
};

/** What no input of `op.createTable` says: partitions have an operation. */
const ELSEWHERE = new Set(["table.partitionOf", "table.partitionColumns"]);

const DOWN: Readonly<Record<string, (op: Operations) => void>> = {
  table: (op) => op.dropTable("said"),
  view: (op) => op.dropView("seen"),
  trigger: (op) => op.dropTrigger("first", "done"),
};

onEachDialect((open, dialect) => {
  let session: Session;
  eachSession(open, (opened) => (session = opened));

  const fields = missingFields().filter(
    ({ missingOn, field }) => missingOn === dialect && !ELSEWHERE.has(field),
  );
  const refused = fields.filter(({ is }) => is === "refused").map(({ field }) => field);
  const passed = fields.filter(({ is }) => is === "passed").map(({ field }) => field);

  async function refusedOf(upgradeBody: TestRevision["upgrade"]): Promise<unknown> {
    const said = project(first, {
      revision: "b",
      ...(upgradeBody === undefined ? {} : { upgrade: upgradeBody }),
    });
    const error = await failure(upgrade({ connection: session.connection, ...said, target: "head" }));
    // Nothing was touched: the first revision runs now as if nothing had been.
    await upgrade({ connection: session.connection, ...said, target: "a" });
    return error;
  }

  it.each(refused)("refuses %s, before anything runs", async (field) => {
    expect(await refusedOf(saying(field, dialect))).toMatchObject({
      code: "revision-unsupported",
      exit: 3,
      hint: `Leave it out where op.context.dialect is "${dialect}", or say it another way there.`,
    });
  });

  it.each(STATEMENTS[dialect])("refuses SQL that begins with %s", async (words, statement) => {
    expect(await refusedOf((op) => op.execute(statement))).toMatchObject({
      code: "revision-unsupported",
      facts: { reason: expect.stringMatching(` has no ${words}$`) },
    });
  });

  // PostgreSQL passes nothing over.
  if (dialect === "postgres") return;
  it.each(passed)("runs with %s, and without what it says", async (field) => {
    const both = project(first, {
      revision: "b",
      upgrade: saying(field, dialect),
      downgrade: (op) => DOWN[field.split(".")[0] ?? ""]?.(op),
    });
    const { connection } = session;
    await upgrade({ connection, ...both, target: "head" });
    await downgrade({ connection, ...both, target: "base" });
  });
});
