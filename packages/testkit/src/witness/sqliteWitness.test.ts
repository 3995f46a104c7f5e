import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { freshSqlite, type TestFile } from "../freshSqlite.ts";
import { sqliteProgram } from "./sqliteProgram.ts";
import { normalParts } from "./sqliteText.ts";
import { sqliteRows, sqliteWitness } from "./sqliteWitness.ts";

let files: TestFile[] = [];
beforeEach(() => {
  files = [];
});
afterEach(() => {
  for (const file of files) file.drop();
});

/** What is seen of a database that a script makes; undefined where there is no program sqlite3. */
async function seen(sql: string) {
  const file = freshSqlite();
  files.push(file);
  const ask = await sqliteProgram(file.path);
  if (ask === undefined) return undefined;
  await ask(sql);
  const lines = await sqliteWitness(ask);
  return { facts: lines.filter((line) => !line.startsWith("text ")), lines, rows: await sqliteRows(ask) };
}

describe("the witness of SQLite", () => {
  it.each([
    ["a type", "CREATE TABLE t (a INT)", "CREATE TABLE t (a TEXT)"],
    ["NOT NULL", "CREATE TABLE t (a)", "CREATE TABLE t (a NOT NULL)"],
    ["a default", "CREATE TABLE t (a DEFAULT 1)", "CREATE TABLE t (a DEFAULT 2)"],
    ["a key", "CREATE TABLE t (a INTEGER, b)", "CREATE TABLE t (a INTEGER PRIMARY KEY, b)"],
    ["a generated column", "CREATE TABLE t (a, b)", "CREATE TABLE t (a, b AS (a))"],
    ["STORED", "CREATE TABLE t (a, b AS (a))", "CREATE TABLE t (a, b AS (a) STORED)"],
    ["STRICT", "CREATE TABLE t (a INT)", "CREATE TABLE t (a INT) STRICT"],
    [
      "WITHOUT ROWID",
      "CREATE TABLE t (a TEXT PRIMARY KEY NOT NULL)",
      "CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID",
    ],
    ["a unique constraint", "CREATE TABLE t (a)", "CREATE TABLE t (a UNIQUE)"],
    [
      "DESC",
      "CREATE TABLE t (a); CREATE INDEX i ON t (a)",
      "CREATE TABLE t (a); CREATE INDEX i ON t (a DESC)",
    ],
    [
      "COLLATE",
      "CREATE TABLE t (a); CREATE INDEX i ON t (a)",
      "CREATE TABLE t (a); CREATE INDEX i ON t (a COLLATE NOCASE)",
    ],
    [
      "a partial index",
      "CREATE TABLE t (a); CREATE INDEX i ON t (a)",
      "CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE a > 1",
    ],
    [
      "an action",
      "CREATE TABLE t (k PRIMARY KEY, a REFERENCES t)",
      "CREATE TABLE t (k PRIMARY KEY, a REFERENCES t ON DELETE CASCADE)",
    ],
    [
      "a row without its parent",
      "CREATE TABLE t (a PRIMARY KEY, b REFERENCES t)",
      "CREATE TABLE t (a PRIMARY KEY, b REFERENCES t); INSERT INTO t VALUES (1, 2)",
    ],
  ])("sees %s by the PRAGMAs", async (_, one, other) => {
    const [left, right] = [await seen(one), await seen(other)];
    if (left !== undefined) expect(left.facts).not.toEqual(right?.facts);
  });

  it.each([
    ["a check", "CREATE TABLE t (a)", "CREATE TABLE t (a, CHECK (a > 1))"],
    ["a name", "CREATE TABLE t (a, CHECK (a > 1))", "CREATE TABLE t (a, CONSTRAINT c CHECK (a > 1))"],
    [
      "a condition",
      "CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE a > 1",
      "CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE a > 2",
    ],
    [
      "DEFERRABLE",
      "CREATE TABLE t (k PRIMARY KEY, a REFERENCES t)",
      "CREATE TABLE t (k PRIMARY KEY, a REFERENCES t DEFERRABLE INITIALLY DEFERRED)",
    ],
  ])("sees %s by the text", async (_, one, other) => {
    const [left, right] = [await seen(one), await seen(other)];
    if (left !== undefined) expect(left.lines).not.toEqual(right?.lines);
  });

  it("does not tell apart what means the same", () => {
    expect(normalParts("CREATE TABLE t (a int, -- x )\n [b] TEXT CHECK ((b > ',')))")).toEqual(
      normalParts("create table t(\"b\" text check (b > ','), a INT)"),
    );
  });

  it("sees rows with their rowids, and how far AUTOINCREMENT has counted", async () => {
    const found =
      await seen(`CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b); INSERT INTO t VALUES (7, 'x''y'); DELETE FROM t;
      CREATE TABLE u (b); INSERT INTO u (rowid, b) VALUES (5, 'x')`);
    if (found !== undefined) expect(found.rows).toEqual(["counter t 7", "row u: rowid=5 b='x'"]);
  });
});
