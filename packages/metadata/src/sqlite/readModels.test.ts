import { describe, expect, it } from "@jest/globals";
import { isLimbeckError } from "@limbeck/model";
import { readModels } from "../readModels.ts";
import { drizzleOf, INSTALLED, type Modules, modulesOf, readHere } from "../testing/models.ts";

describe.each(INSTALLED)("reading models of SQLite with %s", (installed) => {
  const read = (write: (modules: Modules) => Readonly<Record<string, unknown>>) =>
    readHere(installed, write, { dialect: "sqlite" });
  const codeOf = (write: (modules: Modules) => Readonly<Record<string, unknown>>): string => {
    try {
      read(write);
    } catch (error) {
      if (isLimbeckError(error)) return error.code;
      throw error;
    }
    return "none";
  };

  it("follows foreign keys, and says which tables only they lead to", () => {
    const { schema, followed, locations } = read(({ sqlite: { sqliteTable, integer } }) => {
      const c = sqliteTable("c", { id: integer().primaryKey() });
      const b = sqliteTable("b", { id: integer().primaryKey(), c: integer().references(() => c.id) });
      return { list: [sqliteTable("a", { b: integer().references(() => b.id) })] };
    });
    expect([schema.dialect, schema.tables.map(({ name }) => name)]).toEqual(["sqlite", ["a", "b", "c"]]);
    expect(followed).toEqual([{ name: "b" }, { name: "c" }]);
    expect(locations.get('["a"]')).toEqual({ file: "models.ts", export: "list.0" });
  });

  it("leaves out what is PostgreSQL's, and says so where it stands among SQLite's", () => {
    const { schema, warnings } = read(({ sqlite, pg }) => ({
      ours: sqlite.sqliteTable("ours", { id: sqlite.integer() }),
      theirs: pg.pgTable("theirs", { id: pg.integer() }),
      kind: pg.pgEnum("kind", ["a"]),
    }));
    expect(schema.tables.map(({ name }) => name)).toEqual(["ours"]);
    expect(warnings).toMatchObject([
      {
        code: "foreign-dialect-table",
        message: "theirs in models.ts is a PgTable, not a table of SQLite, and is left out.",
        hint: 'Build it with sqliteTable, set dialect: "postgresql" if the models are PostgreSQL\'s, or keep it out of the configured schema files.',
      },
    ]);
  });

  it("takes of a project for both databases the models of the dialect that is asked for, without a word", () => {
    const { pg, sqlite } = modulesOf(installed);
    const modules = [
      { file: "pg.ts", exports: { users: pg.pgTable("users", { id: pg.integer() }) } },
      { file: "sqlite.ts", exports: { users: sqlite.sqliteTable("users", { id: sqlite.integer() }) } },
    ];
    for (const dialect of ["sqlite", "postgres"] as const) {
      const { schema, warnings, counts } = readModels(modules, { drizzle: drizzleOf(installed), dialect });
      expect([schema.dialect, counts.tables, warnings]).toEqual([dialect, 1, []]);
    }
  });

  it("warns of builders of another dialect in a table", () => {
    const { warnings } = read(({ sqlite, pg, orm: { sql } }) => ({
      t: sqlite.sqliteTable("t", { id: sqlite.integer() }, () => {
        const foreign: unknown = pg.check("c", sql`true`);
        return [foreign as ReturnType<typeof sqlite.check>];
      }),
    }));
    expect(warnings).toMatchObject([
      {
        code: "foreign-dialect-builder",
        facts: { table: "t", kind: "PgCheckBuilder" },
        hint: "Import the builder from drizzle-orm/sqlite-core.",
      },
    ]);
  });

  it("reads views, and knows which are somebody else's", () => {
    const { schema, existingViews, manages } = read(
      ({ sqlite: { sqliteTable, sqliteView, integer }, orm: { eq } }) => {
        const t = sqliteTable("t", { id: integer() });
        const ones = sqliteView("ones").as((query) => query.select().from(t).where(eq(t.id, 1)));
        return { t, ones, theirs: sqliteView("theirs", { id: integer() }).existing() };
      },
    );
    expect(schema.views).toEqual([
      { name: "ones", query: { written: 'select "id" from "t" where "t"."id" = 1' } },
    ]);
    expect([existingViews, manages]).toEqual([new Set(['["theirs"]']), new Set(["views"])]);
  });

  it("refuses two things of one name, whatever their capitals", () => {
    expect(
      codeOf(({ sqlite: { sqliteTable, integer } }) => ({
        a: sqliteTable("users", { id: integer() }),
        b: sqliteTable("Users", { id: integer() }),
      })),
    ).toBe("name-clash");
    expect(
      codeOf(({ sqlite: { sqliteTable, integer, index } }) => ({
        a: sqliteTable("a", { id: integer() }, (t) => [index("users").on(t.id)]),
        b: sqliteTable("users", { id: integer() }),
      })),
    ).toBe("name-clash");
  });

  it("refuses two primary keys, and a reference that leads nowhere", () => {
    expect(
      codeOf(({ sqlite: { sqliteTable, integer } }) => ({
        a: sqliteTable("a", { x: integer().primaryKey(), y: integer().primaryKey() }),
      })),
    ).toBe("several-primary-keys");
    expect(
      codeOf(({ sqlite: { sqliteTable, integer } }) => ({
        a: sqliteTable("a", {
          x: integer().references(() => {
            throw new Error("not loaded yet");
          }),
        }),
      })),
    ).toBe("foreign-key-unresolved");
  });
});
