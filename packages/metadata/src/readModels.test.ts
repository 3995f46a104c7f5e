import { describe, expect, it } from "@jest/globals";
import { type PgTableExtraConfigValue } from "drizzle-orm/pg-core";
import { readModels } from "./readModels.ts";
import { drizzleOf, INSTALLED, type Modules, modulesOf, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("reading models with %s", (installed) => {
  const read = (write: (modules: Modules) => Readonly<Record<string, unknown>>) => readHere(installed, write);
  const namesOf = (write: (modules: Modules) => Readonly<Record<string, unknown>>): readonly string[] =>
    read(write).schema.tables.map(({ name }) => name);

  it("finds nothing in modules that export no models, and counts that", () => {
    const { counts, manages, warnings } = read(() => ({
      a: 1,
      b: "x",
      c: null,
      d: () => 1,
      e: new Map([[1, 2]]),
      f: {},
    }));
    expect(counts).toEqual({ modules: 1, namespaces: 0, enums: 0, sequences: 0, tables: 0, views: 0 });
    expect([manages.size, warnings.length]).toEqual([0, 0]);
  });

  it("counts a table once, however often it is exported, and a table of queries never", () => {
    expect(
      namesOf(({ pg }) => {
        const users = pg.pgTable("users", { id: pg.integer() });
        const namespace: unknown = Object.assign(Object.create(null), { users });
        return {
          namespace,
          users,
          people: users,
          list: [users],
          schema: { users },
          other: pg.alias(users, "other"),
        };
      }),
    ).toEqual(["users"]);
  });

  it("is not disturbed by an export that throws when it is looked into", () => {
    const connection = new Proxy(
      { query: 1 },
      {
        get: () => {
          throw new Error("DATABASE_URL is not set");
        },
      },
    );
    expect(namesOf(({ pg }) => ({ connection, t: pg.pgTable("t", { id: pg.integer() }) }))).toEqual(["t"]);
  });

  it("looks one level deep into arrays and objects, and no deeper", () => {
    expect(
      namesOf(({ pg }) => {
        const table = (name: string) => pg.pgTable(name, { id: pg.integer() });
        return {
          a: [table("in_array")],
          b: { x: table("in_object") },
          c: { deep: { y: table("too_deep") } },
        };
      }),
    ).toEqual(["in_array", "in_object"]);
  });

  it("follows foreign keys from table to table, and says which tables only they lead to", () => {
    const { schema, followed, locations } = read(({ pg }) => {
      const c = pg.pgTable("c", { id: pg.integer().primaryKey() });
      const b = pg.pgTable("b", { id: pg.integer().primaryKey(), c: pg.integer().references(() => c.id) });
      const a = pg.pgTable("a", { b: pg.integer() }, (t) => [
        pg.foreignKey({ columns: [t.b], foreignColumns: [b.id] }),
      ]);
      return { a };
    });
    expect(schema.tables.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(followed).toEqual([{ name: "b" }, { name: "c" }]);
    expect(locations.get('["a"]')).toEqual({ file: "models.ts", export: "a" });
  });

  it("takes enums and namespaces that only a column or a table mentions", () => {
    const { schema } = read(({ pg }) => {
      const hidden = pg.pgSchema("hidden");
      const mood = hidden.enum("mood", ["good", "bad"]);
      return { t: pg.pgSchema("other").table("t", { moods: mood().array() }) };
    });
    expect(schema.namespaces).toEqual([{ name: "hidden" }, { name: "other" }]);
    expect(schema.enums).toEqual([{ schema: "hidden", name: "mood", values: ["good", "bad"] }]);
  });

  it("leaves the schema out of names in the default one", () => {
    const write = ({ pg }: Modules): Readonly<Record<string, unknown>> => {
      const app = pg.pgSchema("app");
      const mood = app.enum("mood", ["good"]);
      return { app, t: app.table("t", { mood: mood() }), s: app.sequence("s") };
    };
    const { schema } = readHere(installed, write, { defaultSchema: "app" });
    expect(schema.namespaces).toEqual([]);
    expect([...schema.tables, ...schema.enums, ...schema.sequences].map((noun) => noun.schema)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(schema.tables[0]?.columns[0]?.type).toEqual({ written: "mood", canonical: "mood" });
  });

  it("reads what belongs to no table: views, roles, policies", () => {
    const { schema, warnings } = read(({ pg, orm: { sql } }) => {
      const hue = pg.pgEnum("hue", ["red"]);
      return {
        view: pg.pgView("v", { hue: hue(), id: pg.integer() }).as(sql`select 'red'::hue as hue, 1 as id`),
        role: pg.pgRole("r"),
        t: pg.pgTable("t", { id: pg.integer() }, () => [pg.pgPolicy("q", { for: "select" })]),
      };
    });
    expect(schema.enums).toEqual([]);
    expect(schema.tables.map(({ name }) => name)).toEqual(["t"]);
    expect(schema.views.map(({ name }) => name)).toEqual(["v"]);
    expect(schema.roles.map(({ name }) => name)).toEqual(["r"]);
    expect(warnings).toEqual([]);
  });

  it("runs the callback of a table once", () => {
    let runs = 0;
    read(({ pg }) => {
      const target = pg.pgTable("target", { id: pg.integer().primaryKey() }, () => {
        runs += 1;
        return [];
      });
      return {
        target,
        again: target,
        source: pg.pgTable("source", { id: pg.integer().references(() => target.id) }),
      };
    });
    expect(runs).toBe(1);
  });

  it("warns of builders of another dialect, of unfinished ones and of what is none", () => {
    const { warnings } = read(({ pg, sqlite, orm: { sql } }) => ({
      t: pg.pgTable("t", { id: pg.integer() }, () =>
        whatever(
          sqlite.check("c", sql`true`),
          pg.index("unfinished"),
          pg.unique(),
          "text",
          Object.create(null),
          undefined,
          false,
        ),
      ),
    }));
    expect(warnings.map(({ code, facts }) => [code, facts["table"], facts["kind"]])).toEqual([
      ["foreign-dialect-builder", "t", "SQLiteCheckBuilder"],
      ["unknown-builder", "t", "PgIndexBuilderOn"],
      ["unknown-builder", "t", "PgUniqueOnConstraintBuilder"],
      ["unknown-builder", "t", undefined],
      ["unknown-builder", "t", undefined],
    ]);
  });

  it("warns of tables of another dialect", () => {
    const { warnings, counts } = read(({ sqlite }) => ({ other: sqlite.sqliteTable("other", {}) }));
    expect(warnings).toMatchObject([
      { code: "foreign-dialect-table", facts: { file: "models.ts", export: "other", kind: "SQLiteTable" } },
    ]);
    expect(counts.tables).toBe(0);
  });

  it("warns of a casing that this Drizzle does not know", () => {
    const { warnings } = readHere(installed, () => ({}), { casing: "snake_case" });
    expect(warnings.map(({ code }) => code)).toEqual(installed === "drizzle-orm" ? [] : ["casing-ignored"]);
  });
});

/** What the types of Drizzle would not let into the callback of a table. */
function whatever(...values: readonly unknown[]): PgTableExtraConfigValue[] {
  const isBuilder = (value: unknown): value is PgTableExtraConfigValue => value !== undefined;
  return values.filter(isBuilder);
}

describe("the same models loaded twice", () => {
  it("are one", () => {
    const modules = modulesOf("drizzle-orm");
    const build = () => ({ t: modules.pg.pgTable("t", { id: modules.pg.integer() }) });
    const { counts } = readModels(
      [
        { file: "a.ts", exports: build() },
        { file: "b.ts", exports: build() },
      ],
      { drizzle: drizzleOf("drizzle-orm") },
    );
    expect(counts.tables).toBe(1);
  });
});
