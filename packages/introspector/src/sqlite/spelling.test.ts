import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Connection } from "@limbeck/database";
import { type Table } from "@limbeck/model";
import fc from "fast-check";
import { spelledTable } from "../testing/spelledTable.ts";
import { sqliteConnection } from "../testing/sqlite.ts";
import { introspectSqlite } from "./introspect.ts";

describe("a CREATE TABLE text that SQLite takes", () => {
  let db: Connection | undefined;
  beforeAll(async () => {
    db = await sqliteConnection("CREATE TABLE target (id TEXT PRIMARY KEY)");
  });
  afterAll(() => db?.close());

  it("is read as what it says, however it is spelled", async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const { text, table } = spelledTable((arbitrary) => draw(() => arbitrary), "some table");
        expect(await readBack(db, text)).toEqual(expected(table));
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });
});

async function readBack(db: Connection | undefined, text: string): Promise<Table | undefined> {
  if (db === undefined) throw new Error("not connected");
  await db.execute(text);
  const { schema } = await introspectSqlite(db, {});
  await db.execute(`DROP TABLE "some table"`);
  const table = schema.tables.find(({ name }) => name === "some table");
  return table && withoutDerivedNames(table);
}

/** Columns of a key without rowids never hold NULL. */
function expected(table: Table): Table {
  const key = table.withoutRowid === true ? (table.primaryKey?.columns ?? []) : [];
  return {
    ...table,
    columns: table.columns.map((column) =>
      key.includes(column.name) ? { ...column, nullable: false } : column,
    ),
  };
}

function withoutDerivedNames(table: Table): Table {
  const unnamed = <M extends { readonly name: string; readonly derivedName?: true }>(member: M): M =>
    member.derivedName === true ? { ...member, name: "" } : member;
  return {
    ...table,
    ...(table.primaryKey === undefined ? {} : { primaryKey: unnamed(table.primaryKey) }),
    uniques: table.uniques.map(unnamed),
    foreignKeys: table.foreignKeys.map(unnamed),
    checks: table.checks.map(unnamed),
  };
}
