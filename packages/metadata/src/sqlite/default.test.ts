import { describe, expect, it } from "@jest/globals";
import { type Default } from "@limbeck/model";
import { type SQLiteColumnBuilderBase } from "drizzle-orm/sqlite-core";
import { INSTALLED, type Installed, type Modules, readHere } from "../testing/models.ts";

function defaultOf(
  installed: Installed,
  write: (modules: Modules) => SQLiteColumnBuilderBase,
): Default | undefined {
  const models = readHere(
    installed,
    (modules) => {
      return { t: modules.sqlite.sqliteTable("t", { c: write(modules) }) };
    },
    { dialect: "sqlite" },
  );
  return models.schema.tables[0]?.columns[0]?.default;
}

describe.each(INSTALLED)("a default of SQLite with %s", (installed) => {
  it.each<readonly [string, (modules: Modules) => SQLiteColumnBuilderBase, Default | undefined]>([
    ["a string", ({ sqlite }) => sqlite.text().default("it's"), { kind: "literal", value: "it's" }],
    ["a number", ({ sqlite }) => sqlite.integer().default(-1), { kind: "literal", value: -1 }],
    [
      "true",
      ({ sqlite }) => sqlite.integer({ mode: "boolean" }).default(true),
      { kind: "literal", value: true },
    ],
    [
      "a moment in seconds",
      ({ sqlite }) => sqlite.integer({ mode: "timestamp" }).default(new Date(1_700_000_000_500)),
      { kind: "literal", value: 1_700_000_000 },
    ],
    [
      "a moment in milliseconds",
      ({ sqlite }) => sqlite.integer({ mode: "timestamp_ms" }).default(new Date(1_700_000_000_500)),
      { kind: "literal", value: 1_700_000_000_500 },
    ],
    [
      "an object of json",
      ({ sqlite }) => sqlite.text({ mode: "json" }).default({ a: "it's" }),
      { kind: "literal", value: `{"a":"it's"}` },
    ],
    [
      "true of json",
      ({ sqlite }) => sqlite.text({ mode: "json" }).default(true),
      { kind: "literal", value: "true" },
    ],
    [
      "an object of json in bytes",
      ({ sqlite }) => sqlite.blob({ mode: "json" }).default([1]),
      { kind: "literal", value: "[1]" },
    ],
    [
      "bytes",
      ({ sqlite }) => sqlite.blob({ mode: "buffer" }).default(Buffer.from([0, 255])),
      { kind: "expression", written: "x'00ff'" },
    ],
    [
      "a great number in bytes",
      ({ sqlite }) => sqlite.blob({ mode: "bigint" }).default(10n),
      { kind: "expression", written: "x'3130'" },
    ],
    [
      "a great number",
      ({ sqlite }) => sqlite.numeric({ mode: "bigint" }).default(12345678901234567890n),
      { kind: "expression", written: "12345678901234567890" },
    ],
    ["infinity", ({ sqlite }) => sqlite.real().default(-Infinity), { kind: "expression", written: "-9e999" }],
    ["not a number, which is NULL", ({ sqlite }) => sqlite.real().default(Number.NaN), undefined],
    [
      "an expression, without the parentheses that SQLite wants",
      ({ sqlite, orm: { sql } }) => sqlite.integer().default(sql`( (unixepoch()) )`),
      { kind: "expression", written: "unixepoch()" },
    ],
    [
      "an expression whose parentheses belong to its parts, with values in it",
      ({ sqlite, orm: { sql } }) => sqlite.integer().default(sql`(1 + ${2}) * (${-3} -${-4} + ${true})`),
      { kind: "expression", written: "(1 + 2) * (-3 -(-4) + 1)" },
    ],
    ["NULL", ({ sqlite, orm: { sql } }) => sqlite.text().default(sql`NULL`), undefined],
    ["what JavaScript does", ({ sqlite }) => sqlite.text().$default(() => "x"), undefined],
    [
      "a custom type's",
      ({ sqlite }) =>
        sqlite
          .customType<{ data: Set<string> }>({
            dataType: () => "text",
            toDriver: (value) => [...value].join(),
          })()
          .default(new Set(["a", "b"])),
      { kind: "literal", value: "a,b" },
    ],
  ])("is read: %s", (_, write, expected) => {
    expect(defaultOf(installed, write)).toEqual(expected);
  });

  it("is JSON, or a string of JSON, as the drizzle-kit of the same version has it", () => {
    const of = (value: string) =>
      defaultOf(installed, ({ sqlite }) => sqlite.text({ mode: "json" }).default(value));
    const quoted = installed === "drizzle-orm" ? "{}" : '"{}"';
    expect([of("{}"), of("plain")]).toEqual([
      { kind: "literal", value: quoted },
      { kind: "literal", value: '"plain"' },
    ]);
  });
});
