import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type SqliteConnection } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { sqliteRows, sqliteWitness } from "@limbeck/testkit";
import { downgrade, upgrade } from "../index.ts";
import { project } from "../testing/project.ts";
import { type SqliteFile, sqliteFile } from "../testing/sqliteFile.ts";

let file: SqliteFile;
let connection: SqliteConnection;
beforeEach(async () => {
  file = sqliteFile();
  connection = await file.connect();
});
afterEach(async () => {
  await connection.close();
  file.drop();
});

/** A change that has nothing to do with all else that the table is. */
const rebuilding = project({
  revision: "a",
  upgrade: (op) => op.alterColumn("t", "plain", { nullable: { from: true, to: false } }),
  downgrade: (op) => op.alterColumn("t", "plain", { nullable: { from: false, to: true } }),
});

/** What a person has written about a table with a column `plain`, and the words of it that a rebuild has to say again. */
const WRITTEN: readonly (readonly [what: string, script: string, ...words: readonly string[]])[] = [
  [
    "the name of a NOT NULL",
    "CREATE TABLE t (plain INT, a TEXT CONSTRAINT said NOT NULL)",
    "a text constraint said not null",
  ],
  [
    "a NOT NULL with ON CONFLICT",
    "CREATE TABLE t (plain INT, a INT DEFAULT 3 CONSTRAINT said NOT NULL ON CONFLICT REPLACE)",
    "constraint said not null on conflict replace",
  ],
  [
    "the name of a key beside its column",
    "CREATE TABLE t (plain INT, id INTEGER CONSTRAINT k PRIMARY KEY)",
    "constraint k primary key",
  ],
  [
    "the name of a key that counts",
    "CREATE TABLE t (plain INT, id INTEGER CONSTRAINT k PRIMARY KEY AUTOINCREMENT)",
    "constraint k primary key autoincrement",
  ],
  [
    "the name of a key that counts, behind the columns",
    "CREATE TABLE t (plain INT, id INTEGER, CONSTRAINT k PRIMARY KEY (id AUTOINCREMENT))",
    "constraint k primary key autoincrement",
  ],
  [
    "the name of a falling key",
    "CREATE TABLE t (plain INT, id INTEGER CONSTRAINT k PRIMARY KEY DESC)",
    "id integer constraint k primary key desc",
  ],
  [
    "a falling key without a name",
    "CREATE TABLE t (plain INT, id INTEGER PRIMARY KEY DESC)",
    "id integer primary key desc",
  ],
  [
    "a key behind the columns",
    "CREATE TABLE t (plain INT, id INTEGER, CONSTRAINT k PRIMARY KEY (id))",
    "id integer constraint k primary key",
  ],
  [
    "a key of two columns",
    "CREATE TABLE t (plain INT, a INT NOT NULL, b INT NOT NULL, PRIMARY KEY (b DESC, a))",
    "primary key ( b desc , a )",
  ],
  [
    "what a key compares by",
    "CREATE TABLE t (plain INT, id TEXT, PRIMARY KEY (id COLLATE NOCASE DESC))",
    "primary key ( id collate nocase desc )",
  ],
  [
    "ON CONFLICT of a key beside its column",
    "CREATE TABLE t (plain INT, id TEXT CONSTRAINT k PRIMARY KEY ON CONFLICT IGNORE)",
    "id text constraint k primary key on conflict ignore",
  ],
  [
    "ON CONFLICT of a key that counts",
    "CREATE TABLE t (plain INT, id INTEGER PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT)",
    "primary key on conflict replace autoincrement",
  ],
  [
    "ON CONFLICT of a key of two columns",
    "CREATE TABLE t (plain INT, a INT, b INT, PRIMARY KEY (a, b) ON CONFLICT FAIL)",
    "primary key ( a , b ) on conflict fail",
  ],
  [
    "a unique column",
    "CREATE TABLE t (plain INT, a INT CONSTRAINT u UNIQUE ON CONFLICT ROLLBACK)",
    "constraint u unique ( a ) on conflict rollback",
  ],
  [
    "a unique constraint without a name",
    "CREATE TABLE t (plain INT, a INT, b INT, UNIQUE (a, b) ON CONFLICT REPLACE)",
    "unique ( a , b ) on conflict replace",
  ],
  [
    "checks with a name and without, at a column and behind all",
    "CREATE TABLE t (plain INT, a INT CONSTRAINT c CHECK (a > 1) CHECK (a > 2), CHECK (a <> plain))",
    "constraint c check ( a > 1 )",
    "check ( a > 2 )",
    "check ( a <> plain )",
  ],
  [
    "a foreign key with all that it says",
    "CREATE TABLE o (id INTEGER PRIMARY KEY); CREATE TABLE t (plain INT, a INT CONSTRAINT f REFERENCES o (id) ON DELETE SET NULL ON UPDATE CASCADE MATCH FULL DEFERRABLE INITIALLY DEFERRED)",
    "constraint f foreign key ( a ) references o ( id ) on delete set null on update cascade match full deferrable initially deferred",
  ],
  [
    "a foreign key of two columns to its own table",
    "CREATE TABLE t (plain INT, a INT, b INT, UNIQUE (a, b), FOREIGN KEY (b, a) REFERENCES t (a, b) ON DELETE CASCADE)",
    "foreign key ( b , a ) references t ( a , b ) on delete cascade",
  ],
  [
    "collations",
    "CREATE TABLE t (plain INT, a TEXT COLLATE nocase, b TEXT COLLATE rtrim, UNIQUE (a COLLATE BINARY, b))",
    "a text collate nocase",
    "b text collate rtrim",
    "unique ( a collate binary , b )",
  ],
  [
    "defaults of every kind",
    "CREATE TABLE t (plain INT, a DEFAULT -1, b DEFAULT (1 + 1), c DEFAULT 'it''s', d DEFAULT CURRENT_TIMESTAMP, e DEFAULT TRUE, f DEFAULT x'00ff', g DEFAULT (strftime('%s', 'now')), h DEFAULT 0x10)",
    "g default ( strftime ( '%s' , 'now' ) )",
    "h default 0x10",
    "f default x '00ff'",
  ],
  [
    "generated columns",
    "CREATE TABLE t (plain INT, a INT, b INT AS (a * 2) NOT NULL, c INT AS (b + a) STORED); INSERT INTO t (plain, a) VALUES (1, 2)",
    "b int generated always as ( a * 2 ) virtual not null",
    "c int generated always as ( b + a ) stored",
  ],
  [
    "types as they are declared, and columns without one",
    "CREATE TABLE t (plain INT, a, b VARYING CHARACTER(20), c DECIMAL(10, 5))",
    "b varying character ( 20 )",
    "c decimal ( 10 , 5 )",
  ],
  [
    "STRICT and WITHOUT ROWID",
    "CREATE TABLE t (plain INT, id TEXT NOT NULL, b ANY, PRIMARY KEY (id)) STRICT, WITHOUT ROWID",
    "around: strict , without rowid",
  ],
  [
    "AUTOINCREMENT's counter, ahead of the rows",
    "CREATE TABLE t (plain INT, id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO t VALUES (1, 7), (1, 9); DELETE FROM t WHERE id = 9",
  ],
  [
    "rowids that no column is",
    "CREATE TABLE t (plain INT, rowid TEXT, oid TEXT); INSERT INTO t (_rowid_, plain, rowid) VALUES (7, 1, 'x')",
  ],
  [
    "falling, partial, unique indexes and those over expressions",
    "CREATE TABLE t (plain INT, a TEXT); CREATE UNIQUE INDEX i ON t (a COLLATE NOCASE DESC) WHERE a > 'm'; CREATE INDEX j ON t ((lower(a)), a)",
  ],
  [
    "views, those over views, and what is triggered in place of them",
    "CREATE TABLE t (plain INT, a INT); CREATE VIEW v (x) AS SELECT a FROM t; CREATE VIEW w AS SELECT x FROM v; CREATE TRIGGER g INSTEAD OF INSERT ON w FOR EACH ROW BEGIN INSERT INTO t (plain, a) VALUES (1, new.x); END",
  ],
  [
    "triggers of the table, and of others that name it",
    "CREATE TABLE t (plain INT, a INT); CREATE TABLE o (b); CREATE TRIGGER g AFTER UPDATE OF a ON t FOR EACH ROW WHEN new.a > 1 BEGIN UPDATE o SET b = 1; END; CREATE TRIGGER h BEFORE DELETE ON o FOR EACH ROW BEGIN DELETE FROM t WHERE a = old.b; END",
  ],
  [
    "the rows of children with ON DELETE CASCADE",
    "CREATE TABLE t (plain INT, id INTEGER PRIMARY KEY); CREATE TABLE o (t INT REFERENCES t (id) ON DELETE CASCADE); INSERT INTO t VALUES (1, 4); INSERT INTO o VALUES (4), (4)",
  ],
  [
    "names in every quotation mark and alphabet",
    `CREATE TABLE t (plain INT, [a b] INT, "c""d" INT, größe INT, UNIQUE ([a b]), CHECK ("c""d" > größe)); CREATE INDEX "i x" ON t ("c""d" DESC)`,
  ],
];

/** What is the same whatever is written in which place: what SQLite has understood, and the rows; nothing of the column that changed. */
async function facts(): Promise<readonly string[]> {
  const ask = (sql: string) => connection.query(sql);
  const lines = [...(await sqliteWitness(ask)), ...(await sqliteRows(ask))];
  // The column of a key is filled whether or not anybody says NOT NULL.
  return lines
    .filter((line) => !/limbeck_|^text table|^column t\.plain /.test(line))
    .map((line) => (/ key [1-9]/.test(line) ? line.replace(/ null [01] /, " ") : line));
}

async function schema(): Promise<Schema> {
  const found = await introspect(connection);
  const tables = found.schema.tables.map((table) => ({
    ...table,
    columns: table.columns.filter(({ name }) => name !== "plain"),
  }));
  return { ...found.schema, tables };
}

describe("a rebuild loses nothing that a person has written:", () => {
  it.each(WRITTEN)("%s", async (_what, script, ...words) => {
    await connection.execute(script);
    const [before, understood] = [await schema(), await facts()];
    await upgrade({ connection, ...rebuilding, target: "head" });
    expect(await schema()).toEqual(before);
    expect(await facts()).toEqual(understood);
    const lines = await sqliteWitness((sql) => connection.query(sql));
    for (const text of words) expect(lines.join("\n")).toContain(text);
    expect(lines).toContain("column t.plain INT null 0 default - key 0 hidden 0");
    await downgrade({ connection, ...rebuilding, target: "base" });
    expect(await schema()).toEqual(before);
    expect(await facts()).toEqual(understood);
  });

  it("what is said in the comments of views and triggers", async () => {
    const view = "CREATE VIEW v AS SELECT /* one */ a -- two\n FROM t";
    await connection.execute(
      `CREATE TABLE t (plain INT, a INT); ${view}; CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; -- three\n END`,
    );
    await upgrade({ connection, ...rebuilding, target: "head" });
    const texts = file.ask("SELECT sql FROM sqlite_schema WHERE name IN ('v', 'g');");
    for (const comment of ["/* one */", "-- two", "-- three"]) expect(texts).toContain(comment);
  });
});
