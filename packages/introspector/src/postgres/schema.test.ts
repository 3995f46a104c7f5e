import { expect, it } from "@jest/globals";
import { introspect } from "../introspection.ts";
import { onServers } from "../testing/connection.ts";

onServers((db) => {
  it("reads enums in the order of their labels", async () => {
    await db().execute(
      "CREATE TYPE e AS ENUM ('b', 'a'); ALTER TYPE e ADD VALUE 'z' BEFORE 'a'; COMMENT ON TYPE e IS 'E'",
    );
    expect((await introspect(db())).schema.enums).toEqual([
      { name: "e", values: ["b", "z", "a"], comment: "E" },
    ]);
  });

  it("reads free-standing sequences, also those that a column owns", async () => {
    await db().execute(`CREATE SEQUENCE plain; CREATE SEQUENCE small AS smallint INCREMENT -1 CYCLE;
      CREATE TABLE t (a int, b serial, c int GENERATED ALWAYS AS IDENTITY);
      CREATE SEQUENCE owned OWNED BY t.a; COMMENT ON SEQUENCE owned IS 'S'`);
    expect((await introspect(db())).schema.sequences).toEqual([
      { name: "owned", options: {}, ownedBy: { table: { name: "t" }, column: "a" }, comment: "S" },
      { name: "plain", options: {} },
      { name: "small", type: "smallint", options: { increment: "-1", cycle: true } },
    ]);
  });

  it("reads for what a table uses its indexes", async () => {
    await db().execute(`CREATE TABLE a (n int); ALTER TABLE a REPLICA IDENTITY FULL;
      CREATE TABLE b (n int NOT NULL); CREATE UNIQUE INDEX i ON b (n); ALTER TABLE b REPLICA IDENTITY USING INDEX i, CLUSTER ON i;
      CREATE TABLE c (n int NOT NULL); CREATE UNIQUE INDEX j ON c (n); ALTER TABLE c REPLICA IDENTITY USING INDEX j; DROP INDEX j;
      CREATE TABLE d (n int PRIMARY KEY)`);
    const { schema, unmodelled } = await introspect(db());
    expect(schema.tables.map(({ replicaIdentity, clusterOn }) => [replicaIdentity, clusterOn])).toEqual([
      ["full", undefined],
      [{ index: "i" }, "i"],
      ["nothing", undefined],
      [undefined, undefined],
    ]);
    expect(unmodelled).toEqual([]);
  });

  it("reads the namespaces asked for, and only them", async () => {
    await db().execute(`CREATE SCHEMA a; CREATE SCHEMA b; COMMENT ON SCHEMA a IS 'A';
      CREATE TABLE a.t (); CREATE TABLE b.t (); CREATE TABLE t ()`);
    const read = async (options: object) => {
      const { schema } = await introspect(db(), options);
      return [schema.namespaces, schema.tables.map((table) => table.schema)];
    };
    const a = { name: "a", comment: "A" };
    expect(await read({})).toEqual([[], [undefined]]);
    expect(await read({ schemas: ["a"] })).toEqual([[a], ["a"]]);
    expect(await read({ allSchemas: true })).toEqual([
      [a, { name: "b" }],
      ["a", "b", undefined],
    ]);
    expect(await read({ allSchemas: true, defaultSchema: "b" })).toEqual([
      [a, { name: "public" }],
      ["a", "public", undefined],
    ]);
    expect(await read({ schemas: ["pg_catalog", "information_schema"] })).toEqual([[], []]);
  });

  it("reads comments", async () => {
    await db().execute(`CREATE TABLE t (c int CONSTRAINT k CHECK (c > 0)); CREATE INDEX i ON t (c);
      COMMENT ON TABLE t IS 'it''s'; COMMENT ON COLUMN t.c IS 'C'; COMMENT ON CONSTRAINT k ON t IS 'K'; COMMENT ON INDEX i IS 'I'`);
    expect((await introspect(db())).schema.tables).toMatchObject([
      {
        comment: "it's",
        columns: [{ comment: "C" }],
        checks: [{ comment: "K" }],
        indexes: [{ comment: "I" }],
      },
    ]);
  });

  it("reads the comment of the default namespace only where it is another one than it comes with", async () => {
    const found = async (defaultSchema?: string) =>
      (await introspect(db(), defaultSchema === undefined ? {} : { defaultSchema })).schema.defaultNamespace;
    expect(await found()).toBeUndefined();
    await db().execute("COMMENT ON SCHEMA public IS 'kept'");
    expect(await found()).toEqual({ name: "public", comment: "kept" });
    await db().execute("COMMENT ON SCHEMA public IS NULL");
    expect(await found()).toBeUndefined();
    await db().execute("CREATE SCHEMA mine; COMMENT ON SCHEMA mine IS 'own'");
    expect(await found("mine")).toEqual({ name: "mine", comment: "own" });
  });

  it("never reports the bookkeeping of tools, nor their own namespaces", async () => {
    await db().execute(`CREATE SCHEMA drizzle; CREATE TABLE drizzle.__drizzle_migrations (id serial);
      CREATE TABLE alembic_version (); CREATE TABLE limbeck_version (); CREATE TABLE mine (id serial)`);
    const { schema, unmodelled } = await introspect(db(), { allSchemas: true, bookkeeping: ["mine"] });
    expect([schema.tables, schema.sequences, schema.namespaces, unmodelled]).toEqual([[], [], [], []]);
    const whole = await introspect(db(), {
      allSchemas: true,
      othersBookkeeping: true,
      bookkeeping: ["mine"],
    });
    expect(whole.schema.namespaces).toEqual([{ name: "drizzle" }]);
    expect(whole.schema.tables.map(({ name }) => name).sort()).toEqual([
      "__drizzle_migrations",
      "alembic_version",
      "limbeck_version",
    ]);
  });

  it("leaves out what is ignored, with all that hangs on it", async () => {
    await db().execute(
      "CREATE TABLE t (a int); CREATE SEQUENCE s OWNED BY t.a; CREATE TABLE u (); CREATE VIEW v AS SELECT",
    );
    const { schema, unmodelled } = await introspect(db(), {
      ignore: (kind, name) => [kind, name].join(" ") === "table t" || kind === "view",
    });
    expect([schema.tables.map(({ name }) => name), schema.sequences, schema.views, unmodelled]).toEqual([
      ["u"],
      [],
      [],
      [],
    ]);
  });

  it("lists what a Schema does not describe", async () => {
    await db().execute(`
      CREATE TYPE c AS (a int); CREATE TABLE t (a int, b text); CREATE TABLE child () INHERITS (t);
      CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p DEFAULT;
      CREATE UNLOGGED TABLE u (); CREATE TEMP TABLE gone (); CREATE TABLE typed OF c; CREATE TABLE divided OF c PARTITION BY LIST (a);
      CREATE VIEW v AS SELECT 1; CREATE MATERIALIZED VIEW m AS SELECT 1;
      CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';
      CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION g();
      ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY y ON t; CREATE RULE r AS ON INSERT TO t DO NOTHING;
      CREATE DOMAIN d AS int; CREATE TYPE ra AS RANGE (SUBTYPE = int);
      CREATE STATISTICS st ON a, b FROM t; CREATE PUBLICATION pub;
      ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING btree (a WITH =)`);
    const { schema, unmodelled } = await introspect(db());
    expect(schema.tables.map(({ name }) => name)).toEqual(["p", "p1", "t", "u"]);
    expect(unmodelled.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "inheritance child child",
      "publication pub",
      "rule t.r",
      "statistics st",
      "typed table divided",
      "typed table typed",
    ]);
  });

  it("lists what is seldom made, of the database and in it", async () => {
    await db().execute(`
      CREATE TYPE pair AS (a int); CREATE CAST (pair AS text) WITH INOUT;
      CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple); CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple);
      CREATE OPERATOR CLASS whole FOR TYPE int USING btree AS FUNCTION 1 btint4cmp(int, int);
      CREATE CONVERSION latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
      CREATE ACCESS METHOD other TYPE TABLE HANDLER heap_tableam_handler;
      CREATE FOREIGN DATA WRAPPER far; CREATE SERVER away FOREIGN DATA WRAPPER far`);
    const { unmodelled } = await introspect(db());
    expect(unmodelled.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "access method other",
      "cast pair as text",
      "conversion latin",
      "foreign data wrapper far",
      "foreign server away",
      "operator class whole",
      "text search configuration plain",
      "text search dictionary words",
    ]);
  });
});
