import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, MEMORY, type SqliteConnection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { introspect } from "@limbeck/introspector";
import { type Column, emptySchema, emptyTable, type Schema, type Table } from "@limbeck/model";
import { type Operation, type Operations, reverseAll } from "@limbeck/operations";
import { buildGraph } from "@limbeck/revisions";
import { failure } from "@limbeck/testkit";

import { hostedIn } from "./hosted.ts";
import { prove } from "./prove.ts";
import { replay } from "./replay.ts";

let scratch: SqliteConnection;
beforeEach(async () => {
  scratch = await connect({ engine: "sqlite", path: MEMORY });
});
afterEach(() => scratch.close());

const column = (name: string, more: Partial<Column> = {}): Column => ({
  name,
  type: { written: "text", canonical: "text" },
  nullable: true,
  ...more,
});
const id: Column = { name: "id", type: { written: "integer", canonical: "integer" }, nullable: false };
const table = (name: string, part: Partial<Table> = {}): Table => ({
  ...emptyTable({ name }),
  columns: [id],
  primaryKey: { name: `${name}_pkey`, derivedName: true, columns: ["id"] },
  ...part,
});
const schema = (...tables: readonly Table[]): Schema => ({ ...emptySchema("sqlite"), tables });
const EMPTY = schema();

function proveThat(
  before: Schema,
  after: Schema,
  upgrade: readonly Operation[],
  downgrade: readonly Operation[] = reverseAll(upgrade),
) {
  return prove({ scratch, before, after, upgrade, downgrade, comments: true });
}

describe("a proof on SQLite", () => {
  it("holds for a table that is made anew, under a view, with texts in another spelling", async () => {
    const before: Schema = {
      ...schema(table("t", { columns: [id, column("a")] })),
      views: [{ name: "v", query: { written: "SELECT a FROM t" } }],
    };
    const changed = table("t", {
      columns: [id, column("a", { nullable: false, default: { kind: "literal", value: "x" } })],
      checks: [{ name: "c", expression: { written: `( "t"."a" <> '' )` } }],
    });
    const after: Schema = { ...before, tables: [changed] };
    const operations = diff(before, after, { serverVersion: 3045001 });
    expect(operations.length).toBeGreaterThan(1);
    expect(await proveThat(before, after, operations)).toEqual({ kind: "proved" });
  });

  it("holds for a view that comes over what is there and stays: a table, and a view over another one", async () => {
    const before: Schema = {
      ...schema(table("t"), table("u"), table("other")),
      views: [{ name: "v", query: { written: "SELECT id FROM u" } }],
    };
    const come = { name: "w", query: { written: "SELECT t.id FROM t JOIN v ON t.id = v.id" } };
    const after: Schema = { ...before, views: [...before.views, come] };
    const operations = diff(before, after, { serverVersion: 3045001 });
    expect(operations.map(({ kind }) => kind)).toEqual(["createView"]);
    expect(await proveThat(before, after, operations)).toEqual({ kind: "proved" });
  });

  it("fails where the upgrade leaves a difference, and where the downgrade does not lead back", async () => {
    const after = schema(table("t"), table("u"));
    const short = diff(EMPTY, schema(table("t")));
    expect(await failure(proveThat(EMPTY, after, short))).toMatchObject({
      code: "proof-failed",
      facts: { station: "upgrade", differences: ["table u: added"] },
    });
    const other = await connect({ engine: "sqlite", path: MEMORY });
    const input = { scratch: other, before: EMPTY, after: schema(table("t")), comments: true };
    expect(await failure(prove({ ...input, upgrade: short, downgrade: [] }))).toMatchObject({
      code: "proof-failed",
      facts: { station: "downgrade" },
    });
    await other.close();
  });

  it("fails where a statement is refused, and leaves foreign keys as they were", async () => {
    await scratch.execute("PRAGMA foreign_keys = ON");
    const upgrade: readonly Operation[] = [{ kind: "execute", sql: "SELECT no_such_function()" }];
    expect(await failure(proveThat(EMPTY, EMPTY, upgrade, []))).toMatchObject({
      code: "proof-refused",
      facts: { station: "upgrade", sql: "SELECT no_such_function()" },
    });
    expect(await scratch.query("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 1 }]);
  });

  it("says what SQLite has not", async () => {
    const upgrade: readonly Operation[] = [{ kind: "createExtension", extension: { name: "citext" } }];
    expect(await failure(proveThat(EMPTY, EMPTY, upgrade, []))).toMatchObject({
      code: "revision-unsupported",
    });
  });
});

describe("a replay on SQLite", () => {
  it("is what the revisions lead to, without their bookkeeping", async () => {
    const header = { branchLabels: [], dependsOn: [], message: "" };
    const graph = buildGraph([
      { ...header, revision: "a", downRevisions: [] },
      { ...header, revision: "b", downRevisions: ["a"] },
    ]);
    const bodies = new Map<string, (op: Operations) => void>([
      [
        "a",
        (op) => {
          op.createTable("t", {
            columns: [{ name: "id", type: "integer", nullable: false }],
            primaryKey: { name: "t_pkey", columns: ["id"] },
          });
        },
      ],
      [
        "b",
        (op) => {
          op.addColumn("t", { name: "a", type: "text", nullable: false });
        },
      ],
    ]);
    const load = (revision: string) => {
      const upgrade = bodies.get(revision) ?? (() => undefined);
      return Promise.resolve({ upgrade, downgrade: () => undefined, checksum: revision });
    };
    // Their texts may speak of what only PostgreSQL has, for the sake of PostgreSQL, or seem to.
    const standIns = { roles: ["t"], hosted: hostedIn(["SELECT auth.uid()"]) };
    expect(standIns.hosted).toHaveLength(1);
    const read = await replay({ graph, load, target: "head", scratch, ...standIns });
    expect(read.tables.map(({ name, columns }) => [name, columns.map((one) => one.name)])).toEqual([
      ["t", ["id", "a"]],
    ]);
    expect((await introspect(scratch)).schema).toEqual(read);
  });
});
