import { expect, it } from "@jest/globals";
import { type Table } from "@limbeck/model";
import { introspect } from "../introspection.ts";
import { onServers } from "../testing/connection.ts";

onServers((db, major) => {
  async function tableAfter(sql: string): Promise<Partial<Table>> {
    await db().execute(sql);
    const { schema } = await introspect(db(), { allSchemas: true });
    return schema.tables.find(({ name }) => name === "t") ?? {};
  }

  it("reads a primary key in its own order, with INCLUDE and deferrable", async () => {
    const table = await tableAfter(
      "CREATE TABLE t (a int, b int, c int, CONSTRAINT k PRIMARY KEY (b, a) INCLUDE (c) DEFERRABLE)",
    );
    expect(table.primaryKey).toEqual({
      name: "k",
      columns: ["b", "a"],
      include: ["c"],
      deferrable: "immediate",
    });
  });

  it("reads unique constraints, but not the indexes behind them", async () => {
    const table = await tableAfter(`CREATE TABLE t (a int, b int, UNIQUE (b, a));
      ALTER TABLE t ADD CONSTRAINT u UNIQUE (a) DEFERRABLE INITIALLY DEFERRED`);
    expect(table.uniques).toEqual([
      { name: "t_b_a_key", columns: ["b", "a"] },
      { name: "u", columns: ["a"], deferrable: "deferred" },
    ]);
    expect(table.indexes).toEqual([]);
  });

  it("reads the comments of the indexes behind constraints beside those of the constraints", async () => {
    const table = await tableAfter(`CREATE TABLE t (a int CONSTRAINT k PRIMARY KEY, b int CONSTRAINT u UNIQUE,
        c int CONSTRAINT v UNIQUE, r int4range, CONSTRAINT e EXCLUDE USING gist (r WITH &&));
      COMMENT ON CONSTRAINT k ON t IS 'key'; COMMENT ON INDEX k IS 'index of the key';
      COMMENT ON INDEX u IS 'index'; COMMENT ON CONSTRAINT v ON t IS 'unique'; COMMENT ON INDEX e IS 'by time'`);
    expect([table.primaryKey, ...(table.uniques ?? []), ...(table.exclusions ?? [])]).toMatchObject([
      { name: "k", comment: "key", indexComment: "index of the key" },
      { name: "u", indexComment: "index" },
      { name: "v", comment: "unique" },
      { name: "e", indexComment: "by time" },
    ]);
    expect(table.uniques?.map((unique) => Object.keys(unique))).toEqual([
      ["name", "indexComment", "columns"],
      ["name", "comment", "columns"],
    ]);
  });

  it("reads exclusion constraints, but not the indexes behind them", async () => {
    const table =
      await tableAfter(`CREATE SCHEMA extra; CREATE OPERATOR extra.=== (LEFTARG = int, RIGHTARG = int,
        FUNCTION = int4eq, COMMUTATOR = OPERATOR(extra.===));
      CREATE OPERATOR CLASS extra.ops FOR TYPE int USING btree AS OPERATOR 3 extra.===, FUNCTION 1 btint4cmp(int, int);
      CREATE TABLE t (a int, r int4range, b text, gone boolean,
        CONSTRAINT e EXCLUDE USING gist (r WITH &&, int4range(a, a + 1) WITH -|-) INCLUDE (b) WITH (fillfactor = 70)
          WHERE (NOT gone) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT f EXCLUDE (b COLLATE "C" text_pattern_ops DESC NULLS LAST WITH =),
        CONSTRAINT g EXCLUDE (a extra.ops WITH OPERATOR(extra.===)));
      COMMENT ON CONSTRAINT f ON t IS 'c'`);
    expect(table.exclusions).toEqual([
      {
        name: "e",
        method: "gist",
        elements: [
          { kind: "column", column: "r", operator: "&&" },
          { kind: "expression", expression: { canonical: "int4range(a, (a + 1))" }, operator: "-|-" },
        ],
        include: ["b"],
        with: { fillfactor: "70" },
        where: { canonical: "NOT gone" },
        deferrable: "deferred",
      },
      {
        name: "f",
        comment: "c",
        elements: [
          {
            kind: "column",
            column: "b",
            order: "desc",
            nulls: "last",
            operatorClass: "text_pattern_ops",
            collation: '"C"',
            operator: "=",
          },
        ],
      },
      {
        name: "g",
        elements: [
          { kind: "column", column: "a", operatorClass: "extra.ops", operator: "OPERATOR(extra.===)" },
        ],
      },
    ]);
    expect(table.indexes).toEqual([]);
  });

  it("reads NULLS NOT DISTINCT", async () => {
    if (major < 15) return;
    const table = await tableAfter("CREATE TABLE t (a int UNIQUE NULLS NOT DISTINCT)");
    expect(table.uniques).toEqual([{ name: "t_a_key", columns: ["a"], nullsNotDistinct: true }]);
  });

  const parent = "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));";

  it.each<[string, string, object]>([
    ["nothing said", "", {}],
    ["NO ACTION", "MATCH SIMPLE ON DELETE NO ACTION ON UPDATE NO ACTION NOT DEFERRABLE", {}],
    ["actions", "ON DELETE CASCADE ON UPDATE RESTRICT", { onDelete: "cascade", onUpdate: "restrict" }],
    [
      "more actions",
      "ON DELETE SET NULL ON UPDATE SET DEFAULT",
      { onDelete: "set null", onUpdate: "set default" },
    ],
    ["MATCH FULL", "MATCH FULL", { match: "full" }],
    ["deferrable", "DEFERRABLE INITIALLY DEFERRED", { deferrable: "deferred" }],
    ["NOT VALID", "NOT VALID", { notValid: true }],
  ])("reads a foreign key: %s", async (_, options, expected) => {
    const table = await tableAfter(`${parent} CREATE TABLE t (x int, y int);
      ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (y, x) REFERENCES p (b, a) ${options}`);
    expect(table.foreignKeys).toEqual([
      {
        name: "f",
        columns: ["y", "x"],
        references: { table: { name: "p" }, columns: ["b", "a"] },
        ...expected,
      },
    ]);
  });

  it("reads the columns of SET NULL", async () => {
    if (major < 15) return;
    const table = await tableAfter(
      `${parent} CREATE TABLE t (x int, y int, FOREIGN KEY (x, y) REFERENCES p ON DELETE SET NULL (y))`,
    );
    expect(table.foreignKeys).toMatchObject([
      { name: "t_x_y_fkey", onDelete: "set null", onDeleteColumns: ["y"] },
    ]);
  });

  it("reads a foreign key's target in a namespace that is not read", async () => {
    await db().execute(
      "CREATE SCHEMA s; CREATE TABLE s.p (a int PRIMARY KEY); CREATE TABLE t (x int REFERENCES s.p)",
    );
    const { schema } = await introspect(db());
    expect(schema.tables.map(({ foreignKeys }) => foreignKeys)).toMatchObject([
      [{ references: { table: { schema: "s", name: "p" }, columns: ["a"] } }],
    ]);
  });

  it("reads one foreign key to a partitioned table, not one for each partition", async () => {
    const table = await tableAfter(`CREATE TABLE p (a int PRIMARY KEY) PARTITION BY RANGE (a);
      CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9); CREATE TABLE p2 PARTITION OF p DEFAULT;
      CREATE TABLE t (x int REFERENCES p)`);
    expect(table.foreignKeys).toHaveLength(1);
  });

  it("reads checks as the server prints them", async () => {
    const table =
      await tableAfter(`CREATE TABLE t (n int CHECK (n>0), CONSTRAINT c CHECK (n < 5 AND n != 3) NO INHERIT);
      ALTER TABLE t ADD CONSTRAINT v CHECK (n <> 7) NOT VALID`);
    expect(table.checks).toEqual([
      { name: "c", expression: { canonical: "(n < 5) AND (n <> 3)" }, noInherit: true },
      { name: "t_n_check", expression: { canonical: "n > 0" } },
      { name: "v", expression: { canonical: "n <> 7" }, notValid: true },
    ]);
  });

  it("reads keys over time, and what points at them", async () => {
    if (major < 18) return;
    await db()
      .execute(`CREATE TABLE p (m int4range, n int4range, CONSTRAINT k PRIMARY KEY (m, n WITHOUT OVERLAPS));
      CREATE TABLE t (m int4range, n int4range, CONSTRAINT u UNIQUE (m, n WITHOUT OVERLAPS),
        CONSTRAINT f FOREIGN KEY (m, PERIOD n) REFERENCES p (m, PERIOD n))`);
    const { schema, unmodelled } = await introspect(db());
    const columns = ["m", "n"];
    expect(schema.tables).toMatchObject([
      { primaryKey: { name: "k", columns, withoutOverlaps: true }, exclusions: [], indexes: [] },
      {
        uniques: [{ name: "u", columns, withoutOverlaps: true }],
        foreignKeys: [{ name: "f", columns, period: true }],
      },
    ]);
    expect(unmodelled).toEqual([]);
  });

  it("reads what is not enforced", async () => {
    if (major < 18) return;
    const table = await tableAfter(`CREATE TABLE p (a int PRIMARY KEY);
      CREATE TABLE t (n int, CONSTRAINT c CHECK (n > 0) NOT ENFORCED, CONSTRAINT f FOREIGN KEY (n) REFERENCES p NOT ENFORCED)`);
    expect(table.checks).toEqual([{ name: "c", expression: { canonical: "n > 0" }, notEnforced: true }]);
    expect(table.foreignKeys).toMatchObject([{ name: "f", notEnforced: true }]);
    expect(table.foreignKeys?.[0]).not.toHaveProperty("notValid");
  });
});
