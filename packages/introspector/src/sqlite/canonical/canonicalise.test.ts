import { describe, expect, it } from "@jest/globals";
import { type Connection } from "@limbeck/database";
import { type Column, type Default, emptySchema, emptyTable, type Schema, type Table } from "@limbeck/model";
import { canonicalise } from "../../canonicalisation.ts";
import { introspect } from "../../introspection.ts";
import { rewrittenConnection, sqliteConnection } from "../../testing/sqlite.ts";

/** What makes the database, or a connection to it. */
type SetUp = string | (() => Promise<Connection>);

/** Models as a schema without canonical texts, beside what is read of a database. */
async function settle(setUp: SetUp, models: Partial<Schema>) {
  const connection = await (typeof setUp === "string" ? sqliteConnection(setUp) : setUp());
  try {
    const { schema: database } = await introspect(connection);
    return await canonicalise({ models: { ...emptySchema("sqlite"), ...models }, database, connection });
  } finally {
    await connection.close();
  }
}

const text = (name: string, more: Partial<Column> = {}): Column => ({
  name,
  type: { written: "text" },
  nullable: true,
  ...more,
});

const table = (more: Partial<Table>): Table => ({ ...emptyTable({ name: "t" }), ...more });
const columns = [text("a"), text("b")];

async function settledTable(setUp: SetUp, model: Partial<Table>) {
  const { models, database, unverified } = await settle(setUp, { tables: [table(model)] });
  const [[ours], [theirs]] = [models.tables, database.tables];
  if (ours === undefined || theirs === undefined) throw new Error("no table");
  return { ours, theirs, unverified };
}

describe("canonicalise on SQLite", () => {
  it.each([
    ["a > 0", "( a>0 )", true],
    ["a > 0", '"t"."a" > 0', true],
    ["a > 0 AND b = 'x'", "(a > 0) and (\"b\" = 'x')", true],
    ["length(a) > 0", "LENGTH([a]) > 0 -- so", true],
    ["a <> 'x'", "a != 'x'", true],
    ["a > 0", "a > 1", false],
    ["a > 'x'", "a > 'X'", false],
    ["a = 'x' COLLATE NOCASE", "a = 'x'", false],
    ["a <> x'0001'", "a <> x'0002'", false],
    ["b > 1.0000000000000001e300", "b > 1.0000000000000003e300", false],
  ])("a check that says %s and one that says %s: the same is %s", async (live, written, same) => {
    const { ours, theirs } = await settledTable(
      `CREATE TABLE t (a text, b text, CONSTRAINT c CHECK (${live}))`,
      {
        columns,
        checks: [{ name: "c", expression: { written } }],
      },
    );
    expect(ours.checks[0]?.expression.canonical === theirs.checks[0]?.expression.canonical).toBe(same);
  });

  it.each([
    ["'new'", { kind: "literal", value: "new" }, true],
    ['"new"', { kind: "literal", value: "new" }, true],
    ["1", { kind: "literal", value: true }, true],
    ["true", { kind: "literal", value: 1 }, true],
    ["0x10", { kind: "literal", value: 16 }, true],
    ["(strftime('%s','now'))", { kind: "expression", written: "( strftime( '%s', 'now' ) )" }, true],
    ["CURRENT_TIMESTAMP", { kind: "expression", written: "(current_timestamp)" }, true],
    ["'new'", { kind: "literal", value: "New" }, false],
    ["(lower('A'))", { kind: "expression", written: "lower('B')" }, false],
  ] as const)("a default %s and %j: the same is %s", async (live, written, same) => {
    const { ours, theirs } = await settledTable(`CREATE TABLE t (a text DEFAULT ${live})`, {
      columns: [text("a", { default: written })],
    });
    const said = ours.columns[0]?.default;
    const found = theirs.columns[0]?.default;
    const canonical = (one: typeof said) => (one?.kind === "serial" ? undefined : one?.canonical);
    expect(canonical(said)).toBeDefined();
    expect(canonical(said) === canonical(found)).toBe(same);
  });

  it.each([
    ["real", "1.0", 1, true],
    ["real", "+1.50", 1.5, true],
    ["integer", "1e2", 100, true],
    ["numeric(4)", "-1.0", -1, true],
    ["double precision", "1.0", 2, false],
    ["text", "1.0", 1, false],
    ["blob", "1.0", 1, false],
    ["any", "1.0", 1, false],
    ["integer", "9007199254740993", 9007199254740992, false],
  ] as const)("of %s, a default %s and %d: the same is %s", async (type, live, value, same) => {
    const { ours, theirs } = await settledTable(`CREATE TABLE t (a ${type} DEFAULT ${live})`, {
      columns: [{ ...text("a", { default: { kind: "literal", value } }), type: { written: type } }],
    });
    const canonical = (one: Default | undefined) => (one?.kind === "serial" ? undefined : one?.canonical);
    expect(canonical(ours.columns[0]?.default) === canonical(theirs.columns[0]?.default)).toBe(same);
  });

  it("compares what an index sorts by with its collation", async () => {
    const setUp = `CREATE TABLE t (a text, b text); CREATE INDEX i ON t (lower(a) COLLATE NOCASE) WHERE a > 'x'`;
    const indexOn = (written: string) => ({
      columns,
      indexes: [
        {
          name: "i",
          unique: false,
          elements: [{ kind: "expression" as const, expression: { written } }],
          where: { written: `"a" > 'x'` },
        },
      ],
    });
    const same = await settledTable(setUp, indexOn(`LOWER("t"."a") collate nocase`));
    expect(same.ours.indexes).toMatchObject(same.theirs.indexes);
    const other = await settledTable(setUp, indexOn("lower(a)"));
    expect(other.ours.indexes).not.toMatchObject(other.theirs.indexes);
  });

  it("says what it could not compare, and takes it for unchanged", async () => {
    const { ours, theirs, unverified } = await settledTable(
      () =>
        rewrittenConnection(
          "CREATE TABLE t (a text, b text, CONSTRAINT c CHECK (abs(a) > 0))",
          "abs(a)",
          "app(a)",
        ),
      { columns, checks: [{ name: "c", expression: { written: "app(a) > (0)" } }] },
    );
    expect(unverified).toEqual([{ where: "check c on t", written: "app(a) > (0)" }]);
    expect(ours.checks[0]?.expression.canonical).toBe(theirs.checks[0]?.expression.canonical);
  });

  it("gives a check that nobody named the words of the one that says the same", async () => {
    const { ours, theirs } = await settledTable(
      "CREATE TABLE t (a text, b text, CHECK (b > 'x'), CHECK (b > 'y'))",
      {
        columns,
        checks: [
          { name: "y", expression: { written: "(t.b > 'y')" } },
          { name: "x", expression: { written: "t.b > 'x'" } },
        ],
      },
    );
    const texts = (checks: Table["checks"]) => checks.map(({ expression }) => expression.canonical).sort();
    expect(texts(ours.checks)).toEqual(texts(theirs.checks));
  });

  it("finds a check that only the models name, where another has the name that was derived for it", async () => {
    const { ours, theirs } = await settledTable("CREATE TABLE t (a text CHECK (a <> 'x') CHECK (a > 'm'))", {
      columns: [text("a")],
      checks: [
        { name: "t_a_check", derivedName: true, expression: { written: "(a > 'm')" } },
        { name: "no_x", expression: { written: "(a <> 'x')" } },
      ],
    });
    expect(ours.checks.map(({ expression }) => expression.canonical)).toEqual(
      theirs.checks.map(({ expression }) => expression.canonical).toReversed(),
    );
  });

  it("takes over the case of names, and the words of types", async () => {
    const { ours, theirs } = await settledTable(
      "CREATE TABLE T (A TEXT, b VarChar ( 20 ), x INTEGER PRIMARY KEY)",
      {
        columns: [
          text("a"),
          text("B", { type: { written: "varchar(20)" } }),
          text("x", { type: { written: "integer" }, nullable: false }),
        ],
        primaryKey: { name: "t_pkey", derivedName: true, columns: ["X"] },
      },
    );
    expect(ours.name).toBe("T");
    expect(ours.columns.map(({ name, type, nullable }) => [name, type.canonical, nullable])).toEqual(
      theirs.columns.map(({ name, type, nullable }) => [name, type.canonical, nullable]),
    );
    expect(ours.primaryKey?.columns).toEqual(["x"]);
  });

  it("takes over the case of what keys say of their columns", async () => {
    const { ours, theirs } = await settledTable(
      "CREATE TABLE t (A text, B text, UNIQUE (A COLLATE NOCASE DESC), PRIMARY KEY (B COLLATE RTRIM, A DESC))",
      {
        columns: [text("a"), text("b")],
        primaryKey: {
          name: "t_pkey",
          derivedName: true,
          columns: ["b", "a"],
          collations: { b: "RTRIM" },
          descending: ["a"],
        },
        uniques: [
          {
            name: "t_A_key",
            derivedName: true,
            columns: ["a"],
            collations: { a: "NOCASE" },
            descending: ["a"],
          },
        ],
      },
    );
    expect([ours.primaryKey, ours.uniques]).toEqual([theirs.primaryKey, theirs.uniques]);
  });

  it("tells views apart that read different views, though these do the same", async () => {
    const { models, database } = await settle(
      `CREATE TABLE t (a text); CREATE VIEW one AS SELECT a FROM t; CREATE VIEW two AS SELECT a FROM t;
       CREATE VIEW v AS SELECT a FROM one`,
      {
        tables: [table({ columns: [text("a")] })],
        views: [
          { name: "one", query: { written: "SELECT a FROM t" } },
          { name: "two", query: { written: "SELECT a FROM t" } },
          { name: "v", query: { written: "SELECT a FROM two" } },
        ],
      },
    );
    const query = ({ views }: Schema) => views.find(({ name }) => name === "v")?.query.canonical;
    expect(query(models)).not.toBe(query(database));
  });

  it("compares the queries of views, the names of their columns among it, and the texts of triggers", async () => {
    const setUp = `CREATE TABLE t (a text, b text); CREATE VIEW v AS SELECT a, b AS c FROM t;
      CREATE VIEW w AS SELECT * FROM v WHERE a > 'x'; CREATE TRIGGER g AFTER DELETE ON t BEGIN DELETE FROM t; END`;
    const trigger = {
      table: { name: "t" },
      name: "g",
      timing: "after" as const,
      events: ["delete" as const],
      forEach: "row" as const,
    };
    const model = (v: string, body: string) =>
      settle(setUp, {
        tables: [table({ columns })],
        views: [
          { name: "v", query: { written: v } },
          { name: "w", query: { written: `select "a", "c" from "v" where "a" > 'x'` } },
        ],
        triggers: [{ ...trigger, body: { written: body } }],
      });
    const same = await model(`select "t"."a", "b" as "c" from "t"`, "delete  from t;");
    expect(same.models.views).toMatchObject(same.database.views);
    expect(same.models.triggers[0]?.body?.canonical).toBe(same.database.triggers[0]?.body?.canonical);
    const other = await model(`select "a", "b" as "d" from "t"`, "delete from t where a = 1;");
    expect(other.models.views[0]?.query.canonical).not.toBe(other.database.views[0]?.query.canonical);
    expect(other.models.triggers[0]?.body?.canonical).not.toBe(other.database.triggers[0]?.body?.canonical);
  });
});
