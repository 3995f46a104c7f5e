import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Connection, fromClient } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { emptySchema, emptyTable, type Schema, type Table } from "@limbeck/model";
import { type Operation, reverseAll } from "@limbeck/operations";
import { failure, scratchPglite } from "@limbeck/testkit";

import { prove } from "./prove.ts";

let scratch: Connection;
let close: () => Promise<void>;
beforeEach(async () => {
  const opened = await scratchPglite({});
  scratch = await fromClient(opened.pglite);
  close = () => opened.close();
});
afterEach(() => close());

const table = (name: string, part: Partial<Table> = {}): Table => ({
  ...emptyTable({ name }),
  columns: [{ name: "id", type: { canonical: "integer" }, nullable: false }],
  ...part,
});
const schema = (...tables: readonly Table[]): Schema => ({ ...emptySchema("postgres"), tables });
const EMPTY = schema();

/** Proves a list of operations between two schemas; without a list of its own, the way back is the opposite. */
function proveThat(
  before: Schema,
  after: Schema,
  upgrade: readonly Operation[],
  downgrade: readonly Operation[] = reverseAll(upgrade),
) {
  return prove({ scratch, before, after, upgrade, downgrade, comments: true });
}

describe("a proof", () => {
  it("holds for what the differ says, also where a text has another spelling", async () => {
    const after = schema(table("t", { checks: [{ name: "c", expression: { written: "(id>0)" } }] }));
    expect(await proveThat(EMPTY, after, diff(EMPTY, after))).toEqual({ kind: "proved" });
  });

  it("fails where the upgrade leaves a difference, and says which", async () => {
    const after = schema(table("t"), table("u"));
    const error = await failure(proveThat(EMPTY, after, diff(EMPTY, schema(table("t")))));
    expect(error).toMatchObject({
      code: "proof-failed",
      exit: 4,
      facts: { station: "upgrade", differences: ["table u: added"] },
    });
  });

  it("fails where the downgrade does not lead back", async () => {
    const after = schema(table("t"));
    const error = await failure(proveThat(EMPTY, after, diff(EMPTY, after), []));
    expect(error).toMatchObject({ code: "proof-failed", facts: { station: "downgrade" } });
  });

  it("fails where a statement is refused, and says which", async () => {
    const upgrade: readonly Operation[] = [{ kind: "execute", sql: "SELECT no_such_function()" }];
    const error = await failure(proveThat(EMPTY, EMPTY, upgrade, []));
    expect(error).toMatchObject({
      code: "proof-refused",
      exit: 4,
      facts: { station: "upgrade", sql: "SELECT no_such_function()" },
    });
  });

  it("says what the server adds to a refusal, with one full stop", async () => {
    const sql = "CREATE TEMP TABLE u (a int PRIMARY KEY); INSERT INTO u VALUES (1), (1)";
    const error = await failure(proveThat(EMPTY, EMPTY, [{ kind: "execute", sql }], []));
    expect(error).toHaveProperty("message", expect.stringMatching(/ Key \(a\)=\(1\) already exists\.$/));
  });

  it("leaves out what triggers and functions have to do with tables that it does not concern", async () => {
    const touch = {
      name: "touch",
      arguments: [],
      returns: { canonical: "trigger" },
      language: "plpgsql",
      body: "BEGIN RETURN NEW; END",
    };
    const count = { name: "n", arguments: [], returns: { canonical: "bigint" }, language: "sql" };
    const trigger = {
      table: { name: "t" },
      name: "touched",
      timing: "before",
      events: ["insert"],
      function: { name: "touch" },
    } as const;
    const functions = [touch, { ...count, body: "SELECT count(*) FROM u" }];
    const before = { ...schema(table("t"), table("u"), table("v")), functions, triggers: [trigger] };
    const after = { ...before, tables: [table("t"), table("u"), table("v", { comment: "why" })] };
    expect(await proveThat(before, after, diff(before, after))).toEqual({ kind: "proved" });
  });

  const NOTE = { name: "note", type: { canonical: "text" }, nullable: true };
  const noted = table("t", { columns: [...table("t").columns, NOTE] });
  const wide = table("t", {
    columns: [...table("t").columns, { ...NOTE, name: "n", type: { canonical: "bigint" } }],
  });
  const narrow = table("t", {
    columns: [...table("t").columns, { ...NOTE, name: "n", type: { canonical: "smallint" } }],
  });
  it.each<[string, Table, Table, object]>([
    ["exact", table("t"), noted, { lost: [] }],
    ["lossy", noted, table("t"), { lost: [{ name: "t", column: "note" }] }],
    ["exact", narrow, wide, { lost: [] }],
    [
      "unproved",
      table("t"),
      table("t", { checks: [{ name: "c", expression: { canonical: "(id < 0)" } }] }),
      { reason: expect.stringMatching(/do not fit.*violated/) },
    ],
  ])("labels a downgrade %s by the rows that it brings back", async (downgrade, one, other, more) => {
    const [before, after] = [schema(one), schema(other)];
    const upgrade = diff(before, after);
    const input = { scratch, before, after, upgrade, downgrade: reverseAll(upgrade), comments: true };
    expect(await prove({ ...input, rows: true })).toMatchObject({ kind: "proved", downgrade, ...more });
  });

  it("knows a downgrade that says itself that there is no way back", async () => {
    const after = schema(table("t"));
    const downgrade: readonly Operation[] = [{ kind: "irreversible", reason: "gone" }];
    expect(await proveThat(EMPTY, after, diff(EMPTY, after), downgrade)).toEqual({
      kind: "proved",
      downgrade: "irreversible",
      lost: [],
      reason: "gone",
    });
  });

  it("says nothing where the scratch database cannot be what the start is", async () => {
    const before = schema(
      table("t", { columns: [{ name: "at", type: { written: "geometry" }, nullable: true }] }),
    );
    const after = schema(...before.tables.map((one) => ({ ...one, comment: "where" })));
    const proof = await proveThat(before, after, diff(before, after));
    expect(proof).toMatchObject({ kind: "unproved", reason: expect.stringMatching("geometry") });
  });

  it("stands in for a table of somebody else that a foreign key leads to", async () => {
    const references = { table: { schema: "auth", name: "users" }, columns: ["id"] };
    const after = schema(table("t", { foreignKeys: [{ name: "f", columns: ["id"], references }] }));
    expect(await proveThat(EMPTY, after, diff(EMPTY, after))).toEqual({ kind: "proved" });
  });
});
