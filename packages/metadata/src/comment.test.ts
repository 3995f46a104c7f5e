import { describe, expect, it } from "@jest/globals";
import { comment, exclusion, indexComment, sequenceComment } from "./pg.ts";
import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("comments with %s", (installed) => {
  it("stand on every kind of object, and need not be exported", () => {
    const { schema, manages } = readHere(installed, ({ pg, orm: { sql } }) => {
      const zoo = comment(pg.pgSchema("zoo"), "schema");
      const kind = comment(pg.pgEnum("kind", ["cat"]), "enum");
      const other = pg.pgTable("other", { id: pg.integer().primaryKey() });
      const animals = pg.pgTable(
        "animals",
        {
          id: comment(pg.serial(), "builder").notNull(),
          kinds: comment(kind().array(), "array"),
          name: pg.text(),
          owner: pg.integer(),
        },
        (t) => [
          comment(pg.primaryKey({ columns: [t.id] }), "key"),
          comment(pg.index("by_name").on(t.name), "index"),
          comment(pg.unique("one_name").on(t.name), "unique"),
          comment(pg.check("named", sql`${t.name} <> ''`), "check"),
          comment(pg.foreignKey({ columns: [t.owner], foreignColumns: [other.id] }), "foreign key"),
        ],
      );
      comment(animals, "table");
      comment(animals.name, "column");
      return { zoo, animals, numbers: comment(pg.pgSequence("numbers"), "sequence") };
    });
    expect(manages).toEqual(new Set(["comments"]));
    const [animals, other] = schema.tables;
    expect([schema.namespaces, schema.enums, schema.sequences].map(([noun]) => noun?.comment)).toEqual([
      "schema",
      "enum",
      "sequence",
    ]);
    expect(animals).toMatchObject({
      comment: "table",
      columns: [{ comment: "builder" }, { comment: "array" }, { comment: "column" }, { name: "owner" }],
      primaryKey: { comment: "key" },
      indexes: [{ comment: "index" }],
      uniques: [{ comment: "unique" }],
      checks: [{ comment: "check" }],
      foreignKeys: [{ comment: "foreign key" }],
    });
    expect(JSON.stringify(other)).not.toContain("comment");
  });

  it("stand on the indexes behind constraints, and are managed where only these have one", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => ({
      rooms: pg.pgTable(
        "rooms",
        { id: indexComment(pg.integer().primaryKey(), "by door"), name: pg.text() },
        (t) => [indexComment(pg.unique().on(t.name), "by name")],
      ),
    }));
    expect(manages).toEqual(new Set(["comments"]));
    expect(schema.tables).toMatchObject([
      { primaryKey: { indexComment: "by door" }, uniques: [{ indexComment: "by name" }] },
    ]);
    const excluding = readHere(installed, ({ pg }) => ({
      rooms: exclusion(pg.pgTable("rooms", { id: pg.integer() }), "alone", (t) => ({
        elements: [{ column: t.id, operator: "=" }],
        indexComment: "by door",
      })),
    }));
    expect(excluding.schema.tables).toMatchObject([{ exclusions: [{ indexComment: "by door" }] }]);
    expect(excluding.manages).toEqual(new Set(["comments", "exclusions"]));
  });

  it("stand on the sequences of serial and identity columns, and are managed where only these have one", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => ({
      t: pg.pgTable("t", {
        a: sequenceComment(pg.serial(), "serial").notNull(),
        b: sequenceComment(pg.integer().generatedAlwaysAsIdentity(), "identity"),
      }),
    }));
    expect(manages).toEqual(new Set(["comments"]));
    const [a, b] = schema.tables[0]?.columns ?? [];
    expect(a).toMatchObject({ name: "a", default: { kind: "serial", comment: "serial" } });
    expect(b).toMatchObject({ name: "b", identity: { mode: "always", comment: "identity" } });
    expect([a?.comment, b?.comment]).toEqual([undefined, undefined]);
  });

  it("leave the models alone: the target comes back, and nothing enumerable is on it", () => {
    const target = { config: { name: "x" } };
    const before = JSON.stringify(target);
    expect(comment(target, "y")).toBe(target);
    expect(JSON.stringify(target)).toBe(before);
    expect(Reflect.ownKeys({ ...target.config })).toEqual(["name"]);
  });

  it("are not managed where there are none", () => {
    const { manages } = readHere(installed, ({ pg }) => ({ t: pg.pgTable("t", { id: pg.integer() }) }));
    expect(manages).toEqual(new Set());
  });
});
