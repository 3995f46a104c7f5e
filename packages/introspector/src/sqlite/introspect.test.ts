import { afterEach, describe, expect, it } from "@jest/globals";
import { type Connection } from "@limbeck/database";
import { rewrittenConnection, sqliteConnection } from "../testing/sqlite.ts";
import { introspectSqlite } from "./introspect.ts";

let db: Connection | undefined;
afterEach(async () => {
  await db?.close();
  db = undefined;
});

async function read(setUp: string) {
  db = await sqliteConnection(setUp);
  return introspectSqlite(db, {});
}

async function readTable(setUp: string, name = "t") {
  const { schema } = await read(setUp);
  const table = schema.tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
}

describe("introspection of SQLite", () => {
  it("derives the names of constraints that have none, each once", async () => {
    const table = await readTable(
      "CREATE TABLE t (a TEXT UNIQUE CHECK (a > 1) CHECK (a > 2), b REFERENCES t (a), CHECK (a <> b), PRIMARY KEY (b))",
    );
    const names = [table.primaryKey, ...table.uniques, ...table.foreignKeys, ...table.checks];
    expect(names.map((one) => [one?.name, one?.derivedName])).toEqual([
      ["t_pkey", true],
      ["t_a_key", true],
      ["t_b_fkey", true],
      ["t_a_check", true],
      ["t_a_check1", true],
      ["t_check", true],
    ]);
  });

  it("reads what a key compares its columns by, where that is not the columns' own", async () => {
    const table = await readTable(
      "CREATE TABLE t (a TEXT COLLATE NOCASE, b TEXT, UNIQUE (a COLLATE nocase, B COLLATE NOCASE DESC), PRIMARY KEY (a COLLATE binary))",
    );
    expect(table.uniques).toMatchObject([
      { columns: ["a", "b"], collations: { b: "NOCASE" }, descending: ["b"] },
    ]);
    expect(table.primaryKey?.collations).toEqual({ a: "BINARY" });
  });

  it("tells the rowid's other name from a key with an index of its own", async () => {
    const alias = await readTable("CREATE TABLE t (a INTEGER, PRIMARY KEY (a DESC))");
    expect([alias.columns[0]?.nullable, alias.primaryKey?.descending]).toEqual([false, undefined]);
    await db?.close();
    const key = await readTable("CREATE TABLE t (a INTEGER PRIMARY KEY DESC)");
    expect([key.columns[0]?.nullable, key.primaryKey?.descending]).toEqual([true, ["a"]]);
    await db?.close();
    const text = await readTable("CREATE TABLE t (a TEXT PRIMARY KEY)");
    expect(text.columns[0]?.nullable).toBe(true);
  });

  it("reads what ALTER TABLE adds to the text, and what it renames in it", async () => {
    const table = await readTable(`CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT /* ) */);
      ALTER TABLE t ADD COLUMN "b c" int /* c */ REFERENCES t (a) CHECK ("b c" > 0);
      ALTER TABLE t ADD e AS (a + 1);
      ALTER TABLE t RENAME COLUMN a TO [x y];`);
    expect(table.columns.map(({ name, generated }) => [name, generated?.expression.canonical])).toEqual([
      ["x y", undefined],
      ["b c", undefined],
      ["e", '"x y" + 1'],
    ]);
    expect(table.primaryKey?.autoincrement).toBe(true);
    expect(table.foreignKeys[0]?.references.columns).toEqual(["x y"]);
  });

  it("reads indexes with all that they say", async () => {
    const table = await readTable(`CREATE TABLE t (a COLLATE NOCASE, b);
      CREATE UNIQUE INDEX i ON t (A DESC, b COLLATE RTRIM, a COLLATE BINARY, lower(b) COLLATE NOCASE DESC) WHERE b > ')' -- end
      ;`);
    expect(table.indexes).toEqual([
      {
        name: "i",
        unique: true,
        elements: [
          { kind: "column", column: "a", order: "desc" },
          { kind: "column", column: "b", collation: "RTRIM" },
          { kind: "column", column: "a", collation: "BINARY" },
          { kind: "expression", expression: { canonical: "lower(b) COLLATE NOCASE" }, order: "desc" },
        ],
        where: { canonical: "b > ')'" },
      },
    ]);
  });

  it("reads views with what they read, also beside one that reads what is not there", async () => {
    const { schema } = await read(`CREATE TABLE t (a TEXT, b); CREATE TABLE u (c TEXT);
      CREATE VIEW v (one, "two") AS WITH x AS (SELECT a, u FROM t, (SELECT 1 AS u)) SELECT x.a, c FROM x JOIN main.u ON c = x.a;
      CREATE VIEW w AS SELECT one FROM v WHERE one IN (SELECT b FROM t);
      CREATE VIEW z AS SELECT * FROM missing;`);
    expect(schema.views).toEqual([
      expect.objectContaining({
        name: "v",
        columnNames: ["one", "two"],
        columns: [
          { name: "one", type: "TEXT" },
          { name: "two", type: "TEXT" },
        ],
        uses: [
          { name: "t", columns: ["a"] },
          { name: "u", columns: ["c"] },
        ],
      }),
      expect.objectContaining({
        name: "w",
        uses: [
          { name: "v", columns: ["one"] },
          { name: "t", columns: ["b"] },
        ],
      }),
      { name: "z", query: { canonical: "SELECT * FROM missing" }, uses: [] },
    ]);
  });

  it("reads triggers with the statements between BEGIN and END", async () => {
    const { schema } = await read(`CREATE TABLE t (a, [b c]); CREATE VIEW v AS SELECT a FROM t;
      CREATE TRIGGER main."the one" AFTER UPDATE OF a, [b c] ON t WHEN (new."b c" > CASE WHEN 1 THEN 2 END)
      BEGIN SELECT 'END'; UPDATE t SET a = 1; /* END */ END;
      CREATE TRIGGER two INSTEAD OF DELETE ON v FOR EACH ROW BEGIN DELETE FROM t; END`);
    expect(schema.triggers).toEqual([
      {
        table: { name: "t" },
        name: "the one",
        timing: "after",
        events: ["update"],
        updateOf: ["a", "b c"],
        forEach: "row",
        when: { canonical: 'new."b c" > CASE WHEN 1 THEN 2 END' },
        body: { canonical: "SELECT 'END'; UPDATE t SET a = 1; /* END */" },
      },
      {
        table: { name: "v" },
        name: "two",
        timing: "insteadOf",
        events: ["delete"],
        forEach: "row",
        body: { canonical: "DELETE FROM t;" },
      },
    ]);
  });

  it("says in single quotes what an old version took for a string in double quotes", async () => {
    // No version of today makes such a text, but every one reads it.
    db = await rewrittenConnection(
      `CREATE TABLE t (a TEXT DEFAULT "d", b, CHECK ("b" <> 'itIs'))`,
      "'itIs'",
      `"it's"`,
    );
    const [table] = (await introspectSqlite(db, {})).schema.tables;
    expect(table?.columns[0]?.default).toEqual({ kind: "literal", value: "d", canonical: "'d'" });
    expect(table?.checks[0]?.expression.canonical).toBe(`"b" <> 'it''s'`);
  });

  it("touches nothing that is not the user's", async () => {
    const { schema, unmodelled } = await read(`CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT);
      CREATE VIRTUAL TABLE f USING fts5 (body); CREATE TEMP TABLE gone (a); ATTACH ':memory:' AS other; CREATE TABLE other.x (a);
      CREATE TABLE __drizzle_migrations (id); CREATE INDEX i ON __drizzle_migrations (id);`);
    expect(schema.tables.map(({ name }) => name)).toEqual(["t"]);
    expect(unmodelled.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "internal table sqlite_sequence",
      "shadow table f_config",
      "shadow table f_content",
      "shadow table f_data",
      "shadow table f_docsize",
      "shadow table f_idx",
      "virtual table f",
    ]);
  });

  it("leaves out what is ignored, with what lives in it", async () => {
    db = await sqliteConnection(`CREATE TABLE t (a PRIMARY KEY); CREATE TABLE u (a REFERENCES t);
      CREATE TRIGGER g AFTER DELETE ON t BEGIN SELECT 1; END`);
    const { schema } = await introspectSqlite(db, {
      ignore: (kind, name) => kind === "table" && name === "t",
    });
    expect(schema.tables.map(({ name }) => name)).toEqual(["u"]);
    expect(schema.triggers).toEqual([]);
  });
});
