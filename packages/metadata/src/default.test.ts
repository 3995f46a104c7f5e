import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type PgColumnBuilderBase } from "drizzle-orm/pg-core";
import { type Column, spelling, type Table } from "@limbeck/model";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { readModels } from "./readModels.ts";
import { quoteLiteral } from "./sql/literal.ts";
import {
  drizzleOf,
  EVERYTHING,
  INSTALLED,
  loadModels,
  type Modules,
  modulesOf,
  readHere,
} from "./testing/models.ts";

describe.each(INSTALLED)("defaults that drizzle-kit writes wrongly, with %s", (installed) => {
  const { schema } = readModels(loadModels(EVERYTHING.misspelt, installed), {
    drizzle: drizzleOf(installed),
  });
  const table = schema.tables.find(({ name }) => name === "misspelt");
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase({
      sql: schema.enums
        .filter((type) => type.schema === undefined)
        .map(createEnum)
        .join(";"),
    });
  });
  afterAll(() => database.drop());

  it("come back from the server as the values that the models hold", async () => {
    if (table === undefined) throw new Error("no table misspelt");
    const client = await database.client();
    await database.execute(createTable(table));
    const { rows } = await client.query<Record<string, unknown>>(
      `insert into misspelt default values returning ${table.columns.map(asText).join(", ")}`,
    );
    expect(rows).toEqual([VALUES]);
  });

  it("are shown by the server in the words that the reader chose, where they are constants", async () => {
    const client = await database.client();
    const { rows } = await client.query<{ name: string; shown: string }>(
      `select attname as name, pg_get_expr(adbin, adrelid) as shown from pg_attrdef
       join pg_attribute on attrelid = adrelid and attnum = adnum where adrelid = 'misspelt'::regclass`,
    );
    const shown = new Map(rows.map((row) => [row.name, row.shown]));
    const constants = (table?.columns ?? []).filter(
      ({ default: value }) => value?.kind === "expression" && value.written?.startsWith("'"),
    );
    expect(constants.length).toBeGreaterThan(12);
    for (const { name, default: value } of constants)
      expect(shown.get(name)).toBe(value?.kind === "expression" ? value.written : undefined);
  });
});

describe.each(INSTALLED)("a default with %s", (installed) => {
  const defaultOf = (build: (pg: Modules["pg"]) => PgColumnBuilderBase): Column["default"] =>
    readHere(installed, ({ pg }) => ({ t: pg.pgTable("t", { c: build(pg) }) })).schema.tables[0]?.columns[0]
      ?.default;

  it("is a value where it is a string, a number or a boolean", () => {
    expect(defaultOf(({ text }) => text().default("it's"))).toEqual({ kind: "literal", value: "it's" });
    expect(defaultOf(({ integer }) => integer().default(-1))).toEqual({ kind: "literal", value: -1 });
    expect(defaultOf(({ boolean }) => boolean().default(false))).toEqual({ kind: "literal", value: false });
  });

  it("is the text of a constant where it is an array, a date or an object", () => {
    const date = new Date("2024-02-29T12:30:00.120Z");
    const written = [
      defaultOf(({ boolean }) => boolean().array().default([true, false])),
      defaultOf(({ timestamp }) => timestamp().default(date)),
      defaultOf(({ timestamp }) => timestamp({ withTimezone: true }).default(date)),
      defaultOf(({ date: day }) => day({ mode: "date" }).default(date)),
      defaultOf(({ json }) => json().default({ a: [1] })),
      defaultOf(({ jsonb }) => jsonb().default({ a: [1] })),
    ].map((value) => value?.kind === "expression" && value.written);
    expect(written).toEqual([
      "'{t,f}'::boolean[]",
      "'2024-02-29 12:30:00.12'::timestamp without time zone",
      "'2024-02-29 12:30:00.12+00'::timestamp with time zone",
      "'2024-02-29'::date",
      `'{"a":[1]}'::json`,
      `'{"a": [1]}'::jsonb`,
    ]);
  });

  it("is nothing where the server keeps nothing", () => {
    const { sql } = modulesOf(installed).orm;
    expect(defaultOf(({ text }) => text())).toBeUndefined();
    expect(defaultOf(({ text }) => text().default(sql` null::text `))).toBeUndefined();
    expect(defaultOf(({ text }) => text().$defaultFn(() => "x"))).toBeUndefined();
  });

  it("is serial's own, whatever else is said", () => {
    expect(defaultOf(({ bigserial }) => bigserial({ mode: "number" }))).toEqual({ kind: "serial" });
  });

  it("of a json column is what the drizzle-kit of that version makes of a string", () => {
    const expected = {
      "drizzle-orm": { kind: "literal", value: "{}" },
      "drizzle-orm-v1": { kind: "expression", written: `'"{}"'::jsonb` },
    };
    expect(defaultOf(({ jsonb }) => jsonb().default("{}"))).toEqual(expected[installed]);
    // Not JSON, and so it cannot have been meant as JSON.
    expect(defaultOf(({ jsonb }) => jsonb().default("plain"))).toEqual({
      kind: "expression",
      written: `'"plain"'::jsonb`,
    });
  });
});

function createEnum({ name, values }: { readonly name: string; readonly values: readonly string[] }): string {
  return `create type "${name}" as enum (${values.map(quoteLiteral).join(", ")})`;
}

function createTable(table: Table): string {
  const columns = table.columns.map(({ name, type, default: value }) => {
    const text =
      value === undefined || value.kind === "serial"
        ? "null"
        : value.kind === "literal"
          ? quoteLiteral(String(value.value))
          : spelling(value);
    return `"${name}" ${spelling(type)} default ${text}`;
  });
  return `create table "${table.name}" (${columns.join(", ")})`;
}

/** The value as JSON where it has parts, else as text. */
function asText({ name, type }: Column): string {
  const text = spelling(type);
  return /json|\[\]$/.test(text) ? `to_jsonb("${name}") as "${name}"` : `"${name}"::text`;
}

/** What fixtures/models/everything/misspelt.ts says. */
const VALUES = {
  quotes: ["a,b", 'q"x', "it's", "{}", "back\\slash", "NULL", "", " "],
  lengths: ["it's"],
  chars: ["abc"],
  tones: ["it's", 'so "called"', "a,b"],
  apostrophe: { name: "it's", "key's": ["'"] },
  apostropheJson: ["it's"],
  jsonList: [{ a: "it's" }, [1], "text"],
  ten: "10",
  big: "-9223372036854775807",
  numericBigint: "100000000000000000000",
  infinite: "Infinity",
  pointTuple: "(1,2.5)",
  pointObject: "(1,2)",
  points: ["(1,2)", "(3,4)"],
  lineTuple: "{1,2,3}",
  lineObject: "{1,2,3}",
  shouting: "1.00",
  unicorn: null,
  period: "[2024-01-01,2025-01-01)",
  parameter: "it's5",
  moment: ["2024-02-29T12:30:00"],
};
