import { describe, expect, it } from "@jest/globals";
import { type Table } from "@limbeck/model";
import { collate, deferrable, onConflict, strict, withoutRowid } from "../sqlite.ts";
import { INSTALLED, loadModels, type Modules, drizzleOf, readHere } from "../testing/models.ts";
import { readModels } from "../readModels.ts";

describe.each(INSTALLED)("a table of SQLite with %s", (installed) => {
  const tableOf = (write: (modules: Modules) => unknown): Table => {
    const [table] = readHere(installed, (modules) => ({ table: write(modules) }), { dialect: "sqlite" })
      .schema.tables;
    if (table === undefined) throw new Error("no table");
    return table;
  };
  const isFirst = installed === "drizzle-orm";

  it("has a key whose column is never NULL where it is the number of the row", () => {
    const read = (write: (modules: Modules) => unknown) => {
      const { columns, primaryKey } = tableOf(write);
      return [columns.map(({ nullable }) => nullable), primaryKey];
    };
    const key = { name: "t_pkey", derivedName: true };
    expect(
      read(({ sqlite }) =>
        sqlite.sqliteTable("t", { id: sqlite.integer().primaryKey({ autoIncrement: true }) }),
      ),
    ).toEqual([[false], { ...key, columns: ["id"], autoincrement: true }]);
    expect(
      read(({ sqlite }) =>
        sqlite.sqliteTable("t", { id: sqlite.integer(), x: sqlite.text() }, (t) => [
          sqlite.primaryKey({ columns: [t.id] }),
        ]),
      ),
    ).toEqual([[false, true], { ...key, columns: ["id"] }]);
    expect(
      read(({ sqlite }) =>
        sqlite.sqliteTable("t", { id: sqlite.integer(), x: sqlite.text() }, (t) => [
          sqlite.primaryKey({ columns: [t.x, t.id] }),
        ]),
      ),
    ).toEqual([[true, true], { ...key, columns: ["x", "id"] }]);
    expect(
      read(({ sqlite }) =>
        withoutRowid(
          sqlite.sqliteTable("t", { id: sqlite.integer(), x: sqlite.text() }, (t) => [
            sqlite.primaryKey({ columns: [t.x, t.id] }),
          ]),
        ),
      ),
    ).toEqual([[false, false], { ...key, columns: ["x", "id"] }]);
  });

  it("keeps names of keys where drizzle-kit writes them", () => {
    const { primaryKey, foreignKeys } = tableOf(({ sqlite }) =>
      sqlite.sqliteTable("t", { a: sqlite.integer(), b: sqlite.integer() }, (t) => [
        sqlite.primaryKey({ name: "k", columns: [t.a, t.b] }),
        sqlite.foreignKey({ name: "f", columns: [t.a], foreignColumns: [t.b] }),
      ]),
    );
    const derived = isFirst ? { derivedName: true } : {};
    expect(primaryKey).toEqual({ name: "k", ...derived, columns: ["a", "b"] });
    expect(foreignKeys).toEqual([
      { name: "f", ...derived, columns: ["a"], references: { table: { name: "t" }, columns: ["b"] } },
    ]);
  });

  it("has unique() as unique indexes, each list of columns once, under the name that somebody chose", () => {
    const { uniques, indexes } = tableOf(({ sqlite: { sqliteTable, text, unique } }) =>
      sqliteTable("t", { a: text().unique(), b: text().unique("one_b"), c: text() }, (t) => [
        unique("chosen").on(t.a),
        unique().on(t.a, t.c),
      ]),
    );
    const element = (column: string) => ({ kind: "column", column });
    expect(uniques).toEqual([]);
    expect(indexes).toEqual([
      { name: "chosen", unique: true, elements: [element("a")] },
      { name: "one_b", unique: true, elements: [element("b")] },
      { name: "t_a_c_unique", derivedName: true, unique: true, elements: [element("a"), element("c")] },
    ]);
  });

  it("has a foreign key once, though it is said twice, and what the callback says holds", () => {
    const { foreignKeys } = tableOf(({ sqlite }) => {
      const other = sqlite.sqliteTable("other", { id: sqlite.integer().primaryKey() });
      return sqlite.sqliteTable("o", { a: sqlite.integer().references(() => other.id) }, (t) => [
        sqlite.foreignKey({ columns: [t.a], foreignColumns: [other.id] }).onDelete("cascade"),
      ]);
    });
    expect(foreignKeys).toEqual([
      {
        name: "o_a_fkey",
        derivedName: true,
        columns: ["a"],
        references: { table: { name: "other" }, columns: ["id"] },
        onDelete: "cascade",
      },
    ]);
  });

  it("has indexes with expressions, order, collation and a condition, all without the table's name", () => {
    const { indexes, checks } = tableOf(({ sqlite: { sqliteTable, text, index, check }, orm: { sql } }) =>
      sqliteTable("t", { a: text(), b: text() }, (t) => [
        index("i")
          .on(
            t.a,
            sql`${t.b} desc`,
            sql`lower(${t.a}) collate "x y", (${t.a} || ',') DESC, ${t.b} collate Nocase ASC`,
          )
          .where(sql`${t.a} <> ${"it's"}`),
        check("c", sql`${t.a} in (${sql.raw("'x desc'")}, ${t.b})`),
      ]),
    );
    expect(indexes).toEqual([
      {
        name: "i",
        unique: false,
        elements: [
          { kind: "column", column: "a" },
          { kind: "column", column: "b", order: "desc" },
          { kind: "expression", expression: { written: 'lower("a")' }, collation: "x y" },
          { kind: "expression", expression: { written: `"a" || ','` }, order: "desc" },
          { kind: "column", column: "b", collation: "NOCASE" },
        ],
        where: { written: `"a" <> 'it''s'` },
      },
    ]);
    expect(checks).toEqual([{ name: "c", expression: { written: `"a" in ('x desc', "b")` } }]);
  });

  it("has generated columns that are virtual unless said, without outer parentheses", () => {
    const { columns } = tableOf(({ sqlite: { sqliteTable, integer }, orm: { sql } }) =>
      sqliteTable("t", {
        a: integer(),
        b: integer().generatedAlwaysAs(sql`(a + 1)`),
        c: integer().generatedAlwaysAs(() => sql`a * ${2}`, { mode: "stored" }),
      }),
    );
    expect(columns.map(({ generated }) => generated)).toEqual([
      undefined,
      { expression: { written: "a + 1" }, stored: false },
      { expression: { written: "a * 2" }, stored: true },
    ]);
  });

  it("has types as they are written, and equal whatever their case and spaces", () => {
    const { columns } = tableOf(({ sqlite: { sqliteTable, text, customType } }) => {
      const decimal = customType<{ data: string }>({ dataType: () => "Decimal ( 10,  2 )" });
      const email = customType<{ data: string }>({ dataType: () => "TEXT collate `x``y`" });
      return sqliteTable("t", {
        a: text({ length: 20 }),
        b: decimal(),
        c: email(),
        d: collate(email(), "rtrim"),
      });
    });
    expect(columns.map(({ type, collation }) => [type.written, type.canonical, collation])).toEqual([
      ["text(20)", "text(20)", undefined],
      ["Decimal ( 10,  2 )", "decimal(10,2)", undefined],
      ["TEXT", "text", "x`y"],
      ["TEXT", "text", "RTRIM"],
    ]);
  });

  it("warns of declarations around what cannot have what they say", () => {
    const { warnings } = readHere(
      installed,
      ({ sqlite: { sqliteTable, text, index, unique } }) => ({
        t: strict(
          sqliteTable("t", { a: text() }, (t) => [
            onConflict(index("i").on(t.a), "replace"),
            deferrable(unique().on(t.a)),
          ]),
        ),
      }),
      { dialect: "sqlite" },
    );
    expect(warnings.map(({ code, facts }) => [code, facts["declaration"], facts["around"]])).toEqual([
      ["misplaced-declaration", "onConflict", "an index"],
      ["misplaced-declaration", "deferrable", "a unique constraint"],
    ]);
  });
});

describe.each(INSTALLED)("what only limbeck/sqlite can say, with %s", (installed) => {
  const { schema } = readModels(loadModels(["sqlite/declared.ts"], installed), {
    drizzle: drizzleOf(installed),
    dialect: "sqlite",
  });
  const [guests, rooms] = ["guests", "rooms"].map((name) =>
    schema.tables.find((table) => table.name === name),
  );

  it("stands on tables, columns and keys", () => {
    expect(rooms).toMatchObject({
      strict: true,
      withoutRowid: true,
      primaryKey: { columns: ["house", "number"], descending: ["number"], onConflict: "ignore" },
      uniques: [{ name: "one_name", columns: ["house", "name"], onConflict: "replace" }],
      indexes: [],
    });
    expect(rooms?.columns[2]).toMatchObject({ name: "name", collation: "NOCASE" });
    expect(rooms?.columns[3]).toMatchObject({ name: "state", notNullOnConflict: "replace" });
    expect(guests?.uniques).toMatchObject([
      { name: "guests_pass_unique", derivedName: true, onConflict: "fail" },
    ]);
    expect(guests?.foreignKeys.map(({ columns, deferrable: when }) => [columns, when])).toEqual([
      [["friend"], "immediate"],
      [["house", "number"], "deferred"],
    ]);
  });

  it("is a trigger with its statements", () => {
    expect(schema.triggers).toEqual([
      {
        table: { name: "guests" },
        name: "guests_touch",
        timing: "after",
        events: ["update"],
        updateOf: ["pass", "house"],
        forEach: "row",
        when: { written: "old.pass <> new.pass" },
        body: { written: "UPDATE rooms SET state = 'taken' WHERE house = new.house;" },
      },
    ]);
  });
});
