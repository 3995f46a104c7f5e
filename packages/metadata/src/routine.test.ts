import { describe, expect, it } from "@jest/globals";
import { comment } from "./declarations/comment.ts";
import { pgExtension } from "./declarations/extension.ts";
import { pgFunction, pgProcedure } from "./declarations/function.ts";
import { pgTrigger } from "./declarations/trigger.ts";
import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("declarations beside models of %s", (installed) => {
  it("say which extensions, functions and triggers there are", () => {
    const { schema, manages, warnings } = readHere(installed, ({ pg, orm: { sql } }) => {
      const auth = pg.pgSchema("auth");
      const mood = auth.enum("mood", ["ok"]);
      const users = auth.table("users", { id: pg.integer(), eMail: pg.text("e_mail") });
      const touch = pgFunction("touch", {
        schema: auth,
        returns: "trigger",
        language: "PLpgSQL",
        body: "BEGIN END",
      });
      return {
        auth,
        mood,
        users,
        touch,
        gist: pgExtension("btree_gist"),
        crypto: pgExtension("pgcrypto", { schema: auth, version: "1.3" }),
        here: pgExtension("citext", { schema: "public" }),
        everywhere: pgExtension("plpgsql"),
        f: pgFunction("f", {
          arguments: { a: "int4", b: { type: mood, mode: "inout", default: sql`'ok'` } },
          returns: "SETOF record",
          language: "sql",
          body: sql`SELECT ${users.eMail}, ${1}`,
          volatility: "volatile",
          set: { search_path: "" },
        }),
        p: pgProcedure("p", { arguments: ["varchar(3)"], language: "sql", body: " RETURN 1 " }),
        trigger: pgTrigger(users, "t", {
          timing: "before",
          events: ["update", "insert", "update"],
          updateOf: [users.eMail],
          forEach: "row",
          when: sql`new.e_mail <> ''`,
          execute: touch,
        }),
      };
    });
    expect(warnings).toEqual([]);
    expect([...manages].sort()).toEqual(["extensions", "functions", "triggers"]);
    expect(schema.extensions).toEqual([
      { name: "btree_gist", anywhere: true },
      { name: "citext" },
      { name: "pgcrypto", schema: "auth", version: "1.3" },
    ]);
    expect(schema.functions).toMatchObject([
      {
        schema: "auth",
        name: "touch",
        returns: { written: "trigger" },
        language: "plpgsql",
        body: "BEGIN END",
      },
      {
        name: "f",
        arguments: [
          { name: "a", type: { canonical: "integer" } },
          { mode: "inout", name: "b", type: { written: "auth.mood" }, default: { written: "'ok'" } },
        ],
        setof: true,
        body: 'SELECT "e_mail", 1',
        set: { search_path: '""' },
      },
      {
        name: "p",
        procedure: true,
        arguments: [{ type: { canonical: "character varying" } }],
        standardBody: { written: "RETURN 1" },
      },
    ]);
    expect(schema.triggers).toEqual([
      {
        table: { schema: "auth", name: "users" },
        name: "t",
        timing: "before",
        events: ["insert", "update"],
        updateOf: ["e_mail"],
        forEach: "row",
        when: { written: "new.e_mail <> ''" },
        function: { schema: "auth", name: "touch" },
      },
    ]);
  });

  it("have comments", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => {
      const users = pg.pgTable("users", { id: pg.integer("id") });
      const body = { returns: "trigger", language: "plpgsql", body: "BEGIN END" };
      const execute = comment(pgFunction("touch", body), "touches");
      const config = { timing: "before", events: ["insert"], execute } as const;
      return {
        trigger: comment(pgTrigger(users, "t", config), "fires"),
        gist: comment(pgExtension("btree_gist"), "for rooms"),
      };
    });
    const all = [...schema.functions, ...schema.triggers, ...schema.extensions];
    expect(all.map((one) => one.comment)).toEqual(["touches", "fires", "for rooms"]);
    expect(manages).toContain("comments");
  });

  it("need not be exported where a trigger leads to them", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => {
      const users = pg.pgTable("users", { id: pg.integer("id") });
      const touch = pgFunction("touch", { returns: "trigger", language: "plpgsql", body: "BEGIN END" });
      const on = (name: string) =>
        pgTrigger(users, name, { timing: "before", events: ["insert"], execute: touch });
      return { users, first: on("first"), second: on("second") };
    });
    expect(schema.functions.map(({ name }) => name)).toEqual(["touch"]);
    expect(schema.triggers.map((trigger) => trigger.function?.name)).toEqual(["touch", "touch"]);
    expect(manages).not.toContain("functions");
  });

  it("are PostgreSQL's own where a trigger says no more than the name of one", () => {
    const names = ["tsvector_update_trigger", "touch", "auth.touch", "public.tsvector_update_trigger"];
    const { schema } = readHere(installed, ({ pg }) => {
      const users = pg.pgTable("users", { id: pg.integer("id") });
      const on = (execute: string, at: number) =>
        pgTrigger(users, `t${at}`, { timing: "before", events: ["insert"], execute });
      return { users, ...Object.fromEntries(names.map((name, at) => [`t${at}`, on(name, at)])) };
    });
    expect(schema.triggers.map((trigger) => trigger.function)).toEqual([
      { schema: "pg_catalog", name: "tsvector_update_trigger" },
      { name: "touch" },
      { schema: "auth", name: "touch" },
      { name: "tsvector_update_trigger" },
    ]);
  });

  it("may not differ where they have one name", () => {
    const twice = (body: string) => pgFunction("f", { returns: "int", language: "sql", body });
    expect(() => readHere(installed, () => ({ a: twice("SELECT 1"), b: twice("SELECT 2") }))).toThrow("f()");
    expect(
      readHere(installed, () => ({ a: twice("SELECT 1"), b: twice("SELECT 1") })).schema.functions,
    ).toHaveLength(1);
  });
});
