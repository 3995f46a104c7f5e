import { describe, expect, it } from "@jest/globals";
import { type Column, emptySchema, emptyTable, type Schema, type Table } from "@limbeck/model";
import { describe as inWords } from "@limbeck/operations";

import { diff } from "../diff.ts";
import { forRows } from "../forRows.ts";

const column = (name: string, type: string, more: Partial<Column> = {}): Column => ({
  name,
  type: { written: type, canonical: type.toLowerCase() },
  nullable: true,
  ...more,
});
const columns = [column("a", "integer"), column("b", "text")];
const table = (more: Partial<Table>, name = "t"): Table => ({ ...emptyTable({ name }), columns, ...more });
const schema = (...tables: readonly Table[]): Schema => ({ ...emptySchema("sqlite"), tables });
const words = (before: Partial<Table>, after: Partial<Table>): readonly string[] =>
  diff(schema(table(before)), schema(table(after))).map(inWords);

describe("what SQLite keeps the same is no difference:", () => {
  it.each<readonly [string, Partial<Table>, Partial<Table>]>([
    [
      "a type in other case and spaces",
      { columns: [column("a", "Varchar ( 20 )")] },
      { columns: [column("a", "varchar(20)")] },
    ],
    [
      "a default in other words",
      { columns: [column("a", "int", { default: { kind: "expression", canonical: "(1)" } })] },
      { columns: [column("a", "int", { default: { kind: "literal", value: true } })] },
    ],
    [
      "a number that is found to be the same",
      { columns: [column("a", "real", { default: { kind: "expression", canonical: "1.50" } })] },
      { columns: [column("a", "real", { default: { kind: "literal", value: 1.5, canonical: "1.50" } })] },
    ],
    [
      "a default that is NULL",
      { columns: [column("a", "int", { default: { kind: "expression", canonical: "NULL" } })] },
      { columns: [column("a", "int")] },
    ],
    [
      "a unique index where there is a unique constraint",
      { uniques: [{ name: "t_a_key", derivedName: true, columns: ["a"] }] },
      { indexes: [{ name: "t_a_unique", unique: true, elements: [{ kind: "column", column: "a" }] }] },
    ],
    [
      "a unique constraint where there is a unique index",
      { indexes: [{ name: "t_a_unique", unique: true, elements: [{ kind: "column", column: "a" }] }] },
      { uniques: [{ name: "t_a_key", derivedName: true, columns: ["a"] }] },
    ],
    [
      "a check that only the models name",
      { checks: [{ name: "t_check", derivedName: true, expression: { canonical: "a > 0" } }] },
      { checks: [{ name: "positive", expression: { canonical: "a > 0" } }] },
    ],
    [
      "a composite key in another order",
      { primaryKey: { name: "t_pkey", derivedName: true, columns: ["a", "b"] } },
      { primaryKey: { name: "key", columns: ["b", "a"] } },
    ],
    [
      "the pairs of a foreign key in another order",
      {
        foreignKeys: [
          {
            name: "f",
            derivedName: true,
            columns: ["a", "b"],
            references: { table: { name: "o" }, columns: ["x", "y"] },
          },
        ],
      },
      {
        foreignKeys: [
          {
            name: "g",
            derivedName: true,
            columns: ["b", "a"],
            references: { table: { name: "o" }, columns: ["y", "x"] },
          },
        ],
      },
    ],
    [
      "a serial key",
      { columns: [column("a", "INTEGER")] },
      { columns: [column("a", "integer", { default: { kind: "serial" } })] },
    ],
    ["a comment", {}, { comment: "nobody keeps it" }],
    [
      "the name of a NOT NULL",
      { columns: [column("a", "int", { nullable: false, notNullName: "said" })] },
      { columns: [column("a", "int", { nullable: false })] },
    ],
    [
      "names of columns in other letters",
      { columns: [column("ID", "int")], primaryKey: { name: "k", columns: ["ID"] } },
      { columns: [column("id", "int")], primaryKey: { name: "k", columns: ["id"] } },
    ],
    [
      "the collation that goes without saying",
      { columns: [column("a", "text", { collation: "BINARY" })] },
      { columns: [column("a", "text")] },
    ],
  ])("%s", (_, before, after) => {
    expect(words(before, after)).toEqual([]);
    expect(words(after, before)).toEqual([]);
  });
});

describe("what SQLite keeps apart is seen:", () => {
  it.each<readonly [string, Partial<Table>, Partial<Table>, readonly string[]]>([
    [
      "a type of the same affinity",
      { columns: [column("a", "int")] },
      { columns: [column("a", "bigint")] },
      ["column t.a: type int → bigint"],
    ],
    ["STRICT", {}, { strict: true }, ["table t: strict"]],
    [
      "a NOT NULL that goes with its name",
      { columns: [column("a", "int", { nullable: false, notNullName: "said" })] },
      { columns: [column("a", "int")] },
      ["column t.a: NULL allowed"],
    ],
    [
      "a NOT NULL of another name",
      { columns: [column("a", "int", { nullable: false, notNullName: "said" })] },
      { columns: [column("a", "int", { nullable: false, notNullName: "told" })] },
      ["column t.a: NOT NULL called told"],
    ],
    [
      "the order of a key by which rows are kept",
      { withoutRowid: true, primaryKey: { name: "k", columns: ["a", "b"] } },
      { withoutRowid: true, primaryKey: { name: "k", columns: ["b", "a"] } },
      ["primary key k on t: removed", "primary key k on t: added"],
    ],
    [
      "AUTOINCREMENT",
      { primaryKey: { name: "k", columns: ["a"] } },
      { primaryKey: { name: "k", columns: ["a"], autoincrement: true } },
      ["primary key k on t: removed", "primary key k on t: added"],
    ],
    [
      "a partial unique index where there is a unique constraint",
      { uniques: [{ name: "u", derivedName: true, columns: ["a"] }] },
      {
        indexes: [
          {
            name: "i",
            unique: true,
            elements: [{ kind: "column", column: "a" }],
            where: { canonical: "a > 0" },
          },
        ],
      },
      ["unique constraint u on t: removed", "index i on t: added"],
    ],
    [
      "a name that both sides chose",
      { checks: [{ name: "old", expression: { canonical: "a > 0" } }] },
      { checks: [{ name: "new", expression: { canonical: "a > 0" } }] },
      ["constraint old on t: renamed to new"],
    ],
    [
      "a collation",
      { columns: [column("a", "text")] },
      { columns: [column("a", "text", { collation: "NOCASE" })] },
      ["column t.a: type text → text COLLATE NOCASE"],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(words(before, after)).toEqual(expected);
    expect(words(after, before)).not.toEqual([]);
  });
});

it("keeps what changes in one table together, behind what makes way", () => {
  const view = (query: string) => ({ name: "v", query: { canonical: query } });
  const index = { name: "i", unique: false, elements: [{ kind: "column", column: "a" }] } as const;
  const before = {
    ...schema(table({ indexes: [index] }), table({}, "gone")),
    views: [view("SELECT a FROM t")],
  };
  const wide = table({ columns: [...columns, column("c", "text")], strict: true });
  const after = { ...schema(wide, table({ indexes: [index] }, "fresh")), views: [view("SELECT c FROM t")] };
  expect(diff(before, after).map(inWords)).toEqual([
    "view v: removed",
    "index i on t: removed",
    "table fresh: added",
    "column t.c: added",
    "table t: strict",
    "table gone: removed",
    "view v: added",
  ]);
});

it("fills the rows of a table before all that makes it anew", () => {
  const before = schema(table({}));
  const filled = [column("a", "integer", { nullable: false }), column("c", "text", { nullable: false })];
  const steps = forRows(diff(before, schema(table({ columns: filled }))), before);
  expect(steps.map(inWords)).toEqual([
    "column t.a: rows without a value are filled",
    "column t.c: added",
    "column t.c: rows without a value are filled",
    "column t.b: removed",
    "column t.a: NOT NULL",
    "column t.c: NOT NULL",
  ]);
});

it("gives a constraint without a name none by way of a revision file", () => {
  const key = { name: "t_pkey", derivedName: true as const, columns: ["a"] };
  const [op] = diff(schema(table({})), schema(table({ primaryKey: key })));
  expect(op).toMatchObject({ kind: "createPrimaryKey", definition: { unnamed: true } });
});

it("takes names in any letters for the same, and speaks in those of the start", () => {
  const key = (name: string) => ({
    name: "f",
    columns: ["a"],
    references: { table: { name }, columns: [name === "Users" ? "a" : "A"] },
  });
  const side = (name: string, more: Partial<Table> = {}): Schema => ({
    ...schema(table(more, name), table({ foreignKeys: [key(name)] }, "other")),
    views: [{ name: `${name}View`, query: { canonical: "SELECT 1" } }],
  });
  expect(diff(side("Users"), side("users"))).toEqual([]);
  const wide = { columns: [...columns, column("c", "text")] };
  expect(diff(side("Users"), side("users", wide)).map(inWords)).toEqual(["column Users.c: added"]);
});
