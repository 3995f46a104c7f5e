import { describe, expect, it } from "@jest/globals";
import { type Column } from "@limbeck/model";
import { type SQL } from "drizzle-orm";
import { INSTALLED, type Modules, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("a column with %s", (installed) => {
  const tableOf = (write: (modules: Modules) => unknown): { readonly columns: readonly Column[] } => {
    const [table] = readHere(installed, (modules) => ({ table: write(modules) })).schema.tables;
    if (table === undefined) throw new Error("no table");
    return table;
  };

  it("of an enum has its qualified name, quoted where needed", () => {
    const { columns } = tableOf(({ pg }) => {
      const zoo = pg.pgSchema("zoo");
      return pg.pgTable("t", {
        a: pg.pgEnum("mood", ["x"])(),
        b: pg.pgEnum("order", ["x"])(),
        c: zoo.enum("Kind", ["x"])().array(),
        d: pg.pgEnum("objects", { A: "x" })().array(),
      });
    });
    expect(columns.map(({ type }) => type.written)).toEqual(["mood", '"order"', 'zoo."Kind"[]', "objects[]"]);
    expect(columns.map(({ type }) => type.canonical)).toEqual([
      "mood",
      '"order"',
      'zoo."Kind"[]',
      "objects[]",
    ]);
  });

  it("of a custom type has the author's text, and the server's where it is built in", () => {
    const { columns } = tableOf(({ pg }) => {
      const custom = (text: string) => pg.customType<{ data: string }>({ dataType: () => text })();
      return pg.pgTable("t", {
        a: custom("INT4"),
        b: custom("TEXT COLLATE german"),
        c: custom("BigSerial"),
      });
    });
    expect(columns.map(({ type }) => type)).toEqual([
      { written: "INT4", canonical: "integer" },
      { written: "TEXT", canonical: "text" },
      { written: "bigint", canonical: "bigint" },
    ]);
    expect(columns.map(({ collation }) => collation)).toEqual([undefined, '"german"', undefined]);
    expect(columns[2]).toMatchObject({ nullable: false, default: { kind: "serial" } });
  });

  it("of identity has the options that PostgreSQL would not choose itself", () => {
    const { columns } = tableOf(({ pg }) =>
      pg.pgTable("t", {
        a: pg
          .integer()
          .generatedAlwaysAsIdentity({ name: "t_a_seq", startWith: 1, maxValue: 2147483647, cache: 1 }),
        b: pg
          .smallint()
          .generatedByDefaultAsIdentity({ name: "own", maxValue: 32767, increment: "2", cycle: true }),
        c: pg.bigint({ mode: "number" }).generatedAlwaysAsIdentity({ maxValue: 2 ** 63, minValue: 5 }),
      }),
    );
    expect(columns.map(({ identity }) => identity)).toEqual([
      { mode: "always", options: {} },
      { mode: "byDefault", sequence: "own", options: { increment: "2", cycle: true } },
      { mode: "always", options: { min: "5" } },
    ]);
    expect(columns.every(({ nullable }) => !nullable)).toBe(true);
  });

  it("that is generated has its expression, however it was written", () => {
    const { columns } = tableOf(({ pg, orm: { sql } }) => {
      const t = pg.pgTable("t", {
        a: pg.integer(),
        b: pg.integer().generatedAlwaysAs(sql`a + ${1}`),
        c: pg.integer().generatedAlwaysAs((): SQL => sql`${t.a} * 2`),
        d: pg.text().generatedAlwaysAs("'text'"),
      });
      return t;
    });
    expect(columns.map(({ generated }) => generated?.expression.written)).toEqual([
      undefined,
      "a + 1",
      '"a" * 2',
      "'text'",
    ]);
  });
});
