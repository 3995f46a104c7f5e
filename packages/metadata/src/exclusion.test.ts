import { describe, expect, it } from "@jest/globals";
import { exclusion } from "./pg.ts";
import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("exclusion constraints with %s", (installed) => {
  it("are read with all that they say, in the database's names of columns", () => {
    const { schema, manages } = readHere(installed, ({ pg, orm: { sql } }) => {
      const bookings = pg.pgTable("bookings", {
        room: pg.integer("room_id"),
        startsAt: pg.timestamp("starts_at"),
        endsAt: pg.timestamp("ends_at"),
        cancelled: pg.boolean(),
      });
      exclusion(bookings, "no_overlap", (t) => ({
        method: "gist",
        elements: [
          { column: t.room, operator: "=", operatorClass: "gist_int4_ops" },
          { expression: sql`tsrange(${t.startsAt}, ${t.endsAt})`, operator: "&&" },
        ],
        include: [t.cancelled],
        with: { fillfactor: 70 },
        where: sql`not ${t.cancelled}`,
        deferrable: "deferred",
        comment: "one party a room",
      }));
      return {
        bookings: exclusion(bookings, "one", (t) => ({ elements: [{ column: t.room, operator: "=" }] })),
      };
    });
    expect(manages).toEqual(new Set(["comments", "exclusions"]));
    expect(schema.unsaid).not.toContain("exclusions");
    expect(schema.tables[0]?.exclusions).toEqual([
      {
        name: "no_overlap",
        method: "gist",
        elements: [
          { kind: "column", column: "room_id", operator: "=", operatorClass: "gist_int4_ops" },
          { kind: "expression", expression: { written: 'tsrange("starts_at", "ends_at")' }, operator: "&&" },
        ],
        include: ["cancelled"],
        with: { fillfactor: "70" },
        where: { written: 'not "cancelled"' },
        deferrable: "deferred",
        comment: "one party a room",
      },
      { name: "one", elements: [{ kind: "column", column: "room_id", operator: "=" }] },
    ]);
  });

  it("are unsaid where there are none", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => ({
      t: pg.pgTable("t", { id: pg.integer() }),
    }));
    expect(manages).toEqual(new Set());
    expect(schema.unsaid).toContain("exclusions");
  });

  it("share their names with other constraints and with indexes", () => {
    const read = (): unknown =>
      readHere(installed, ({ pg }) => ({
        t: exclusion(
          pg.pgTable("t", { id: pg.integer() }, (t) => [pg.index("x").on(t.id)]),
          "x",
          (t) => ({ elements: [{ column: t.id, operator: "=" }] }),
        ),
      }));
    expect(read).toThrow(expect.objectContaining({ code: "name-clash" }));
  });

  it("that fail to say what they are fail like any callback of a table", () => {
    const read = (): unknown =>
      readHere(installed, ({ pg }) => ({
        t: exclusion(pg.pgTable("t", { id: pg.integer() }), "x", () => {
          throw new Error("not yet");
        }),
      }));
    expect(read).toThrow(expect.objectContaining({ code: "table-callback-failed" }));
  });
});
