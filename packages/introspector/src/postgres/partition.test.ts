import { describe, expect, it } from "@jest/globals";
import { introspect } from "../introspection.ts";
import { onServers } from "../testing/connection.ts";
import { parseBound } from "./partition.ts";

describe("parseBound", () => {
  const canonical = (text: string) => ({ canonical: text });

  it("reads ranges, also those whose values look like what stands around them", () => {
    expect(parseBound("FOR VALUES FROM ('it''s (', MINVALUE) TO ('a, b) TO (', '-5')")).toEqual({
      kind: "range",
      from: [canonical("'it''s ('"), canonical("MINVALUE")],
      to: [canonical("'a, b) TO ('"), canonical("'-5'")],
    });
  });

  it("reads lists, hashes and the default", () => {
    expect(parseBound("FOR VALUES IN ('a', NULL, 7, true)")).toEqual({
      kind: "list",
      values: ["'a'", "NULL", "7", "true"].map(canonical),
    });
    expect(parseBound("FOR VALUES WITH (modulus 4, remainder 3)")).toEqual({
      kind: "hash",
      modulus: 4,
      remainder: 3,
    });
    expect(parseBound("DEFAULT")).toEqual({ kind: "default" });
  });
});

onServers((db, major) => {
  const tablesAfter = async (sql: string, options: object = {}) => {
    await db().execute(sql);
    return (await introspect(db(), options)).schema.tables;
  };

  it("reads by what a table divides its rows", async () => {
    const tables = await tablesAfter(`
      CREATE TABLE a (x text, "Y" int) PARTITION BY RANGE (x COLLATE "C" text_pattern_ops, "Y", lower(x), ("Y" + 1));
      CREATE TABLE b (x int) PARTITION BY LIST (x);
      CREATE TABLE c (x int) PARTITION BY HASH (x)`);
    expect(tables.map(({ partitionBy }) => partitionBy)).toEqual([
      {
        strategy: "range",
        elements: [
          { kind: "column", column: "x", collation: '"C"', operatorClass: "text_pattern_ops" },
          { kind: "column", column: "Y" },
          { kind: "expression", expression: { canonical: "lower(x)" } },
          { kind: "expression", expression: { canonical: '"Y" + 1' } },
        ],
      },
      { strategy: "list", elements: [{ kind: "column", column: "x" }] },
      { strategy: "hash", elements: [{ kind: "column", column: "x" }] },
    ]);
  });

  it("reads partitions with nothing of what they have from their table", async () => {
    const [events, rest, year, half] = await tablesAfter(`
      CREATE TABLE events (id int NOT NULL, at date NOT NULL CHECK (at > '2000-01-01'), PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
      CREATE INDEX ON events (at);
      CREATE TABLE year PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (id);
      CREATE TABLE year_half PARTITION OF year FOR VALUES IN (1, 2);
      CREATE TABLE rest PARTITION OF events DEFAULT;
      CREATE INDEX own ON rest (id); ALTER TABLE rest ADD CONSTRAINT small CHECK (id < 9);
      COMMENT ON TABLE rest IS 'R'`);
    expect(events).toMatchObject({ name: "events", columns: [{ name: "id" }, { name: "at" }] });
    expect(events?.indexes.map(({ name }) => name)).toEqual(["events_at_idx"]);
    expect(rest).toEqual({
      name: "rest",
      partitionOf: { table: { name: "events" }, bound: { kind: "default" } },
      columns: [],
      uniques: [],
      foreignKeys: [],
      checks: [{ name: "small", expression: { canonical: "id < 9" } }],
      exclusions: [],
      indexes: [{ name: "own", unique: false, elements: [{ kind: "column", column: "id" }] }],
      policies: [],
      comment: "R",
    });
    expect(year).toMatchObject({ partitionBy: { strategy: "list" }, columns: [], checks: [], indexes: [] });
    expect(year).not.toHaveProperty("primaryKey");
    expect(half?.partitionOf).toEqual({
      table: { name: "year" },
      bound: { kind: "list", values: [{ canonical: "1" }, { canonical: "2" }] },
    });
  });

  it("reads what the columns of a partition have otherwise, on each level", async () => {
    await db()
      .execute(`CREATE TABLE p (id serial, a int DEFAULT 1, b text DEFAULT 'b', c text NOT NULL) PARTITION BY RANGE (a);
      CREATE TABLE plain PARTITION OF p FOR VALUES FROM (1) TO (2);
      CREATE TABLE whole PARTITION OF p (a DEFAULT 2, b NOT NULL) DEFAULT PARTITION BY LIST (a);
      CREATE TABLE half PARTITION OF whole (a DEFAULT 1, b DEFAULT NULL) DEFAULT; COMMENT ON COLUMN half.c IS 'C'`);
    const { schema, unmodelled } = await introspect(db());
    const found = schema.tables.map(({ name, partitionColumns }) => [name, partitionColumns]);
    const expression = (canonical: string) => ({ kind: "expression", canonical });
    expect(found).toEqual([
      [
        "half",
        [
          { name: "a", default: expression("1") },
          { name: "b", default: null },
          { name: "c", comment: "C" },
        ],
      ],
      ["p", undefined],
      ["plain", undefined],
      [
        "whole",
        [
          { name: "a", default: expression("2") },
          { name: "b", nullable: false },
        ],
      ],
    ]);
    expect(unmodelled).toEqual([]);
  });

  it("lists what a partition has otherwise than its table, though it has it from there", async () => {
    await db().execute(`CREATE TABLE p (a int, b text, c text NOT NULL, CHECK (a > 0)) PARTITION BY RANGE (a);
      CREATE INDEX by_b ON p (b);
      CREATE TABLE plain PARTITION OF p FOR VALUES FROM (1) TO (2);
      CREATE TABLE odd PARTITION OF p DEFAULT;
      ALTER TABLE odd ALTER b SET STORAGE external; ALTER TABLE odd ALTER a SET STATISTICS 7;
      ALTER TABLE odd ALTER c SET (n_distinct = 7); COMMENT ON INDEX odd_b_idx IS 'own'`);
    const { unmodelled } = await introspect(db());
    expect(unmodelled).toEqual([
      { kind: "partition column", name: "odd.a" },
      { kind: "partition column", name: "odd.b" },
      { kind: "partition column", name: "odd.c" },
      { kind: "partition index", name: "odd.odd_b_idx" },
    ]);
  });

  it("lists a partition whose NOT NULL is called otherwise", async () => {
    if (major < 18) return;
    await db()
      .execute(`CREATE TABLE p (a int CONSTRAINT a_is_there NOT NULL, b int NOT NULL) PARTITION BY LIST (a);
      CREATE TABLE plain PARTITION OF p FOR VALUES IN (1);
      CREATE TABLE odd (a int CONSTRAINT other NOT NULL, b int NOT NULL);
      ALTER TABLE p ATTACH PARTITION odd DEFAULT`);
    const { unmodelled } = await introspect(db());
    expect(unmodelled).toEqual([{ kind: "partition column", name: "odd.a" }]);
  });

  it("reads parts of indexes and keys that the server would not have made so", async () => {
    await db().execute(`CREATE TABLE p (a int NOT NULL, b text NOT NULL, UNIQUE (a)) PARTITION BY LIST (a);
      CREATE UNIQUE INDEX by_both ON p (a, b);
      CREATE TABLE plain PARTITION OF p FOR VALUES IN (1);
      CREATE TABLE deep PARTITION OF p FOR VALUES IN (2) PARTITION BY LIST (a);
      CREATE TABLE deeper PARTITION OF deep DEFAULT;
      ALTER TABLE deep RENAME CONSTRAINT deep_a_key TO one; ALTER INDEX deeper_a_b_idx RENAME TO two;
      ALTER INDEX deep_a_b_idx RENAME TO three;
      ALTER TABLE plain ADD CONSTRAINT four PRIMARY KEY USING INDEX plain_a_b_idx`);
    const { schema, unmodelled } = await introspect(db());
    const [, , p, plain] = schema.tables;
    expect(p?.indexes.map(({ name, parts }) => [name, parts])).toEqual([
      [
        "by_both",
        [
          { table: { name: "deeper" }, name: "two" },
          { table: { name: "deep" }, name: "three" },
          { table: { name: "plain" }, name: "four", key: "primaryKey" },
        ],
      ],
    ]);
    expect(p?.uniques.map(({ name, parts }) => [name, parts])).toEqual([
      ["p_a_key", [{ table: { name: "deep" }, name: "one" }]],
    ]);
    expect(plain).not.toHaveProperty("primaryKey");
    expect(unmodelled).toEqual([]);
  });

  it("reads indexes and keys that are not whole yet, with all parts, and where checks are valid", async () => {
    await db().execute(`CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a);
      CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
      ALTER TABLE ONLY p ADD CONSTRAINT p_pkey PRIMARY KEY (a); CREATE INDEX by_a ON ONLY p (a);
      CREATE INDEX p1_a_idx ON p1 (a); ALTER INDEX by_a ATTACH PARTITION p1_a_idx; CREATE INDEX waits ON p2 (a);
      ALTER TABLE p ADD CONSTRAINT positive CHECK (a > 0) NOT VALID; ALTER TABLE p2 VALIDATE CONSTRAINT positive`);
    const { schema, unmodelled } = await introspect(db());
    const [p, , p2] = schema.tables;
    expect(p).toMatchObject({
      primaryKey: { name: "p_pkey", columns: ["a"], only: true },
      indexes: [{ name: "by_a", only: true, parts: [{ table: { name: "p1" }, name: "p1_a_idx" }] }],
      checks: [{ name: "positive", notValid: true, validIn: [{ name: "p2" }] }],
    });
    expect(p2?.indexes.map(({ name }) => name)).toEqual(["waits"]);
    expect(unmodelled).toEqual([]);
  });

  it("reads parts of a deeper level with the partition whose part they are a part of, and that those may be made with ONLY too", async () => {
    await db().execute(`CREATE TABLE p (a int) PARTITION BY LIST (a);
      CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1) PARTITION BY LIST (a); CREATE TABLE p11 PARTITION OF p1 DEFAULT;
      CREATE INDEX by_a ON ONLY p (a); CREATE INDEX by_a1 ON ONLY p1 (a); ALTER INDEX by_a ATTACH PARTITION by_a1;
      CREATE INDEX whole ON ONLY p (a); CREATE INDEX own ON p11 (a); CREATE INDEX whole1 ON p1 (a); ALTER INDEX whole ATTACH PARTITION whole1`);
    const { schema } = await introspect(db());
    const [p] = schema.tables;
    const [p1, p11] = [{ name: "p1" }, { name: "p11" }];
    expect(p?.indexes).toMatchObject([
      { name: "by_a", only: true, parts: [{ table: p1, name: "by_a1", only: true }] },
      {
        name: "whole",
        parts: [
          { table: p11, name: "own" },
          { table: p1, name: "whole1" },
        ],
      },
    ]);
  });

  it("lists a trigger that fires otherwise in a partition, and a foreign key that has a name of its own there", async () => {
    await db().execute(`CREATE TABLE t (a int PRIMARY KEY); CREATE TABLE p (a int) PARTITION BY LIST (a);
      CREATE TABLE p1 PARTITION OF p DEFAULT; ALTER TABLE p1 ADD CONSTRAINT own FOREIGN KEY (a) REFERENCES t;
      ALTER TABLE p ADD CONSTRAINT p_a FOREIGN KEY (a) REFERENCES t;
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER told AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f(); ALTER TABLE p1 DISABLE TRIGGER told`);
    const { unmodelled } = await introspect(db());
    expect(unmodelled).toEqual([
      { kind: "partition foreign key", name: "p1.own" },
      { kind: "partition trigger", name: "p1.told" },
    ]);
  });

  it("leaves partitions of what is left out with it, and never reads children and foreign tables as tables", async () => {
    const sql = `CREATE TABLE p (a int) PARTITION BY LIST (a);
      CREATE TABLE p1 PARTITION OF p DEFAULT PARTITION BY LIST (a); CREATE TABLE p11 PARTITION OF p1 DEFAULT;
      CREATE TABLE t (a int); CREATE TABLE child () INHERITS (t);
      CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE TABLE q (a int) PARTITION BY LIST (a);
      CREATE FOREIGN TABLE f (a int) SERVER s; CREATE FOREIGN TABLE q1 PARTITION OF q DEFAULT SERVER s`;
    await db().execute(sql);
    const ignore = (_: string, name: string): boolean => name === "p";
    const { schema, unmodelled } = await introspect(db(), { ignore });
    expect(schema.tables.map(({ name }) => name)).toEqual(["q", "t"]);
    expect(unmodelled.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "foreign data wrapper w",
      "foreign server s",
      "foreign table f",
      "foreign table q1",
      "inheritance child child",
    ]);
  });
});
