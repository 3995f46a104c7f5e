import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Table } from "@limbeck/model";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";
import fc from "fast-check";
import { readModels } from "./readModels.ts";
import { arrayText } from "./sql/arrayText.ts";
import { quoteLiteral, sqlLiteral } from "./sql/literal.ts";
import { sqlRenderer } from "./sqlText.ts";
import { drizzleOf, INSTALLED, loadModels, modulesOf } from "./testing/models.ts";

describe.each(INSTALLED)("the text of SQL with %s", (installed) => {
  const { pg, orm } = modulesOf(installed);
  const { sql } = orm;
  const table = pg.pgSchema("s").table("t", { someName: pg.integer(), given: pg.text("given_Name") });
  const render = sqlRenderer(new (drizzleOf(installed).pg.PgDialect)(), sqlLiteral, "indexes");

  it("has columns unqualified and in quotes", () => {
    expect(render(sql`${table.someName} > 0 and ${table.given} = ''`)).toBe(
      `"someName" > 0 and "given_Name" = ''`,
    );
  });

  it("has values in place of parameters, and leaves the author's own text alone", () => {
    const values = sql`f(${"it's"}, ${1}, ${-1.5}, ${2n ** 63n}, ${true}, ${null}, '$1', "$2", ${"$3"}, ${"\\"})`;
    expect(render(values)).toBe(
      `f('it''s', 1, -1.5, 9223372036854775808, true, null, '$1', "$2", '$3', '\\')`,
    );
    expect(
      render(sql`${new Date(0)} ${sql.param([1, "a b"])} ${{ a: ["'"] }} ${new Uint8Array([0, 255])}`),
    ).toBe(`'1970-01-01T00:00:00.000Z' '{1,"a b"}' '{"a":["''"]}' '\\x00ff'`);
    expect(render(sql`x in ${["a", "b"]}`)).toBe(`x in ('a', 'b')`);
  });

  it("never begins a comment with a negative number", () => {
    expect(render(sql`1 -${-1} - ${-2}`)).toBe("1 -(-1) - -2");
  });

  it("leaves the user's SQL as it was", () => {
    const condition = orm.gt(table.someName, 5);
    expect(render(condition)).toBe(`"someName" > 5`);
    expect(new pg.PgDialect().sqlToQuery(condition)).toMatchObject({ params: [5] });
  });

  it("is trimmed", () => {
    expect(render(sql`\n  now()\n  `)).toBe("now()");
  });

  it("is understood by the server, in fixtures/models/everything/parameters.ts", async () => {
    const modules = loadModels(["everything/parameters.ts"], installed);
    const { schema } = readModels(modules, { drizzle: drizzleOf(installed) });
    const parameters = schema.tables.find(({ name }) => name === "parameters");
    if (parameters === undefined) throw new Error("no table parameters");
    const database = await freshDatabase({
      sql: "create type order_status as enum ('draft', 'placed', 'paid')",
    });
    await database.execute(createTable(parameters));
    await database.drop();
  });
});

it("is cased with drizzle-orm 0.45", () => {
  const { pg, orm } = modulesOf("drizzle-orm");
  const table = pg.pgTable("t", { someName: pg.integer(), given: pg.integer("givenName") });
  const render = sqlRenderer(
    new (drizzleOf("drizzle-orm").pg.PgDialect)({ casing: "snake_case" }),
    sqlLiteral,
    "indexes",
  );
  expect(render(orm.sql`${table.someName} = ${table.given}`)).toBe(`"some_name" = "givenName"`);
});

describe("constants", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  const text = fc.string({ unit: "grapheme", maxLength: 8 }).filter((value) => !value.includes("\0"));
  const awkward = fc.oneof(
    text,
    fc.constantFrom("", "null", "NULL", "{}", '"', "\\", "a,b", "'", " ", "\n", "it's"),
  );

  it("are the values that they stand for", async () => {
    const client = await database.client();
    const samples = fc.sample(awkward, { numRuns: 300, seed: 7 });
    const { rows } = await client.query<{ v: string }>(
      samples.map((value) => `select ${sqlLiteral(value)} as v`).join(" union all "),
    );
    expect(rows.map(({ v }) => v)).toEqual(samples);
  });

  it("of arrays are understood by the server, and given back as they are", async () => {
    const client = await database.client();
    const lists = fc.sample(fc.array(fc.option(awkward)), { numRuns: 300, seed: 8 });
    const texts = lists.map((list) => arrayText(list, String));
    const asked = texts.map(
      (list) => `select ${quoteLiteral(list)}::text[] as v, ${quoteLiteral(list)}::text[]::text as t`,
    );
    const { rows } = await client.query<{ v: (string | null)[]; t: string }>(asked.join(" union all "));
    expect(rows.map(({ v }) => v)).toEqual(lists);
    expect(rows.map(({ t }) => t)).toEqual(texts);
  });
});

function createTable(table: Table): string {
  const columns = table.columns.map(({ name, type }) => `"${name}" ${type.written ?? ""}`);
  const checks = table.checks.map(
    ({ name, expression }) => `constraint "${name}" check (${expression.written ?? ""})`,
  );
  const indexes = table.indexes.map(({ elements, where }) => {
    const parts = elements.map((element) =>
      element.kind === "column" ? `"${element.column}"` : `(${element.expression.written ?? ""})`,
    );
    return `create index on "${table.name}" (${parts.join(", ")}) ${where === undefined ? "" : `where ${where.written ?? ""}`}`;
  });
  return [`create table "${table.name}" (${[...columns, ...checks].join(", ")})`, ...indexes].join(";\n");
}
