import { describe, expect, it } from "@jest/globals";
import { isLimbeckError, type LimbeckError } from "@limbeck/model";
import { INSTALLED, type Modules, readHere } from "./testing/models.ts";

function failure(run: () => unknown): LimbeckError {
  try {
    run();
  } catch (error) {
    if (isLimbeckError(error)) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

/** What a circle of imports makes of a reference. */
const tooEarly = (): never => {
  throw new ReferenceError("Cannot access 'users' before initialization");
};
const nothing = (): never => Reflect.apply(() => undefined as never, undefined, []);

describe.each(INSTALLED)("reading models with %s fails", (installed) => {
  const read = (write: (modules: Modules) => Readonly<Record<string, unknown>>) => readHere(installed, write);

  it("with name-clash where two different tables have one name, and names both", () => {
    const error = failure(() =>
      read(({ pg }) => ({
        first: pg.pgTable("users", { id: pg.integer() }),
        second: pg.pgTable("users", { id: pg.bigint({ mode: "number" }) }),
      })),
    );
    expect(error.code).toBe("name-clash");
    expect(error.exit).toBe(2);
    expect(error.facts).toEqual({
      kind: "table",
      name: "users",
      declared: [
        { file: "models.ts", export: "first" },
        { file: "models.ts", export: "second" },
      ],
    });
    expect(error.message).toContain("first in models.ts and second in models.ts");
  });

  it("with enum-name-taken where an enum is called like a type of the server's, unless it has a schema", () => {
    const error = failure(() => read(({ pg }) => ({ m: pg.pgEnum("path", ["a"]) })));
    expect(error).toMatchObject({ code: "enum-name-taken", facts: { name: "path" } });
    expect(read(({ pg }) => ({ m: pg.pgSchema("s").enum("path", ["a"]) })).counts.enums).toBe(1);
  });

  it("with name-clash where two enums of one name have different values, but not where they agree", () => {
    const enums = (...values: readonly [string, ...string[]][]) =>
      read(({ pg }) => Object.fromEntries(values.map((list, at) => [`e${at}`, pg.pgEnum("mood", list)])));
    expect(enums(["a", "b"], ["a", "b"]).counts.enums).toBe(1);
    expect(failure(() => enums(["a", "b"], ["b", "a"])).facts).toMatchObject({
      kind: "enum",
      name: "mood",
    });
  });

  it("with name-clash where the server would cut two names to one", () => {
    const long = "x".repeat(63);
    const error = failure(() =>
      read(({ pg }) => ({
        a: pg.pgTable(`${long}a`, { id: pg.integer() }),
        b: pg.pgTable(`${long}b`, {}),
      })),
    );
    expect(error.facts).toMatchObject({ kind: "table", name: long });
  });

  it("with name-clash where two tables choose one name for an index, or one table for two constraints", () => {
    const withIndex = ({ pg }: Modules, name: string) =>
      pg.pgTable(name, { id: pg.integer() }, (t) => [pg.index("by_id").on(t.id)]);
    const index = failure(() =>
      read((modules) => ({ a: withIndex(modules, "a"), b: withIndex(modules, "b") })),
    );
    expect(index.facts).toMatchObject({ kind: "index", name: "by_id" });
    expect(index.message).toMatch(/^Two different indexes are called by_id: a in/);
    const own = failure(() => read((modules) => ({ t: withIndex(modules, "by_id") })));
    expect(own.message).toMatch(/^Both a table and an index are called by_id: t in/);
    const constraint = failure(() =>
      read(({ pg, orm: { sql } }) => ({
        t: pg.pgTable("t", { id: pg.integer() }, (t) => [pg.check("c", sql`true`), pg.unique("c").on(t.id)]),
      })),
    );
    expect(constraint.facts).toMatchObject({ kind: "constraint", name: "c", within: "t" });
  });

  it("with foreign-key-unresolved where a reference throws or gives nothing, naming table and file", () => {
    for (const reference of [tooEarly, nothing]) {
      const error = failure(() =>
        read(({ pg }) => ({ posts: pg.pgTable("posts", { user: pg.integer().references(reference) }) })),
      );
      expect(error.code).toBe("foreign-key-unresolved");
      expect(error.exit).toBe(2);
      expect(error.facts).toEqual({ table: "posts", file: "models.ts" });
    }
  });

  it("with table-callback-failed where a callback throws", () => {
    const error = failure(() =>
      read(({ pg }) => ({
        t: pg.pgTable("t", { id: pg.integer() }, () => {
          throw new Error("no such column");
        }),
      })),
    );
    expect(error.code).toBe("table-callback-failed");
    expect(error.facts).toEqual({ table: "t", file: "models.ts" });
    expect(error.message).toContain("no such column");
  });

  it("with column-unreadable where a default cannot be written", () => {
    const error = failure(() =>
      read(({ pg }) => ({ t: pg.pgTable("t", { j: pg.jsonb().default({ n: 1n }) }) })),
    );
    expect(error.code).toBe("column-unreadable");
    expect(error.facts).toEqual({ table: "t", column: "j", part: "default" });
  });

  it("with several-primary-keys where a table has two that differ", () => {
    const error = failure(() =>
      read(({ pg }) => ({
        t: pg.pgTable("t", { a: pg.integer().primaryKey(), b: pg.integer().primaryKey() }),
      })),
    );
    expect(error.code).toBe("several-primary-keys");
    expect(error.facts).toEqual({ table: "t", keys: [["a"], ["b"]] });
  });
});
