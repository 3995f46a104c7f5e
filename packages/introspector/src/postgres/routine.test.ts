import { describe, expect, it } from "@jest/globals";
import { emptySchema, type Schema } from "@limbeck/model";
import { introspect } from "../introspection.ts";
import { onServers } from "../testing/connection.ts";
import { canonicalise } from "../canonicalisation.ts";

const START = `CREATE SCHEMA app; CREATE TABLE app.t (a int, b text);
  CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';`;

onServers((db) => {
  it("reads functions: what a call hands in, what comes back, and how they run", async () => {
    await db().execute(`
      CREATE FUNCTION f(a int, VARIADIC b varchar(3)[] DEFAULT '{x}') RETURNS SETOF int LANGUAGE sql STABLE STRICT PARALLEL SAFE
        COST 5 ROWS 7 SET search_path = '' SET timezone = 'UTC' AS 'SELECT 1';
      CREATE FUNCTION g(INOUT a int, OUT numeric) LANGUAGE plpgsql SECURITY DEFINER LEAKPROOF AS 'BEGIN END';
      CREATE FUNCTION h() RETURNS TABLE (x int) LANGUAGE sql RETURN 1;
      CREATE PROCEDURE p(text) LANGUAGE plpgsql AS 'BEGIN END'`);
    const integer = { canonical: "integer" };
    expect((await introspect(db())).schema.functions).toEqual([
      {
        name: "f",
        arguments: [
          { name: "a", type: integer },
          {
            mode: "variadic",
            name: "b",
            type: { canonical: "character varying[]" },
            default: { canonical: "'{x}'::character varying[]" },
          },
        ],
        returns: integer,
        setof: true,
        language: "sql",
        body: "SELECT 1",
        volatility: "stable",
        strict: true,
        parallel: "safe",
        cost: 5,
        rows: 7,
        set: { search_path: '""', timezone: "UTC" },
      },
      {
        name: "g",
        arguments: [
          { mode: "inout", name: "a", type: integer },
          { mode: "out", type: { canonical: "numeric" } },
        ],
        language: "plpgsql",
        body: "BEGIN END",
        securityDefiner: true,
        leakproof: true,
      },
      {
        name: "h",
        arguments: [{ mode: "table", name: "x", type: integer }],
        language: "sql",
        standardBody: { canonical: "RETURN 1" },
      },
      {
        name: "p",
        procedure: true,
        arguments: [{ type: { canonical: "text" } }],
        language: "plpgsql",
        body: "BEGIN END",
      },
    ]);
  });

  it("lists functions that a Schema does not describe", async () => {
    await db().execute("CREATE FUNCTION total(int4, int4) RETURNS int4 LANGUAGE internal AS 'int4pl'");
    const { schema, unmodelled } = await introspect(db());
    expect([schema.functions, unmodelled]).toEqual([
      [],
      [{ kind: "function", name: "total(integer, integer)" }],
    ]);
  });

  it("reads triggers of tables and views", async () => {
    await db().execute(`${START} CREATE VIEW app.v AS SELECT a FROM app.t;
      CREATE TRIGGER one BEFORE UPDATE OF b, a OR INSERT ON app.t FOR EACH ROW WHEN (new.a > 0) EXECUTE FUNCTION app.touch('it''s ä', '');
      CREATE TRIGGER two AFTER DELETE ON app.t REFERENCING OLD TABLE AS gone EXECUTE FUNCTION app.touch();
      CREATE CONSTRAINT TRIGGER three AFTER INSERT ON app.t FROM app.t DEFERRABLE FOR EACH ROW EXECUTE FUNCTION app.touch();
      CREATE TRIGGER view INSTEAD OF INSERT ON app.v FOR EACH ROW EXECUTE FUNCTION app.touch();
      ALTER TABLE app.t DISABLE TRIGGER two`);
    const table = { schema: "app", name: "t" };
    const touch = { schema: "app", name: "touch" };
    expect((await introspect(db(), { allSchemas: true })).schema.triggers).toEqual([
      {
        table,
        name: "one",
        timing: "before",
        events: ["insert", "update"],
        updateOf: ["b", "a"],
        forEach: "row",
        when: { canonical: "new.a > 0" },
        function: touch,
        arguments: ["it's ä", ""],
      },
      {
        table,
        name: "three",
        timing: "after",
        events: ["insert"],
        forEach: "row",
        constraint: true,
        deferrable: "immediate",
        from: table,
        function: touch,
      },
      {
        table,
        name: "two",
        timing: "after",
        events: ["delete"],
        oldTable: "gone",
        function: touch,
        enabled: "disabled",
      },
      {
        table: { schema: "app", name: "v" },
        name: "view",
        timing: "insteadOf",
        events: ["insert"],
        forEach: "row",
        function: touch,
      },
    ]);
  });

  it("leaves out the triggers of a table that is left out", async () => {
    await db().execute(
      `${START} CREATE TRIGGER one BEFORE INSERT ON app.t FOR EACH ROW EXECUTE FUNCTION app.touch()`,
    );
    const options = { allSchemas: true, ignore: (kind: string) => kind === "table" };
    expect((await introspect(db(), options)).schema.triggers).toEqual([]);
  });

  describe("the words of a model", () => {
    const settled = async (models: Partial<Schema>): Promise<readonly unknown[]> => {
      const { schema } = await introspect(db());
      const all = { ...emptySchema("postgres"), tables: schema.tables, ...models };
      const result = await canonicalise({ models: all, database: schema, connection: db() });
      const { functions, triggers } = result.models;
      const said = [
        ...functions.map(({ arguments: [first], standardBody }) => [first?.type.canonical, standardBody]),
        ...triggers.map(({ when }) => when),
      ];
      return [result.unverified, ...said.flat()];
    };

    it("are those of the server that it would print in yet other words", async () => {
      await db().execute(`CREATE TABLE t (a varchar);
        CREATE FUNCTION f(x varchar DEFAULT '%s') RETURNS bool LANGUAGE sql RETURN x IN ('a', 'b');
        CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (old.a IN ('a', 'b')) EXECUTE FUNCTION suppress_redundant_updates_trigger()`);
      const { functions, triggers } = (await introspect(db())).schema;
      const [body, when] = ["return x in ('a','b')", "old.a in ('a','b')"].map((written) => ({ written }));
      const said = await settled({
        functions: functions.map((one) => ({ ...one, standardBody: body ?? {} })),
        triggers: triggers.map((one) => ({ ...one, when: when ?? {} })),
      });
      expect(said.slice(2)).toEqual([
        { ...body, canonical: functions[0]?.standardBody?.canonical },
        { ...when, canonical: triggers[0]?.when?.canonical },
      ]);
    });

    it("are those of the server where they mean the same: a type, a body, a condition", async () => {
      await db().execute(`CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE t (a int);
        CREATE FUNCTION f(x mood) RETURNS int LANGUAGE sql RETURN 1 + 1;
        CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (old.a IN (1, 2)) EXECUTE FUNCTION suppress_redundant_updates_trigger()`);
      const { functions, triggers } = (await introspect(db())).schema;
      const [routine, trigger] = [functions[0], triggers[0]];
      if (routine === undefined || trigger === undefined) throw new Error("nothing was read");
      const written = (body: string, when: string): Partial<Schema> => ({
        functions: [
          {
            ...routine,
            arguments: [{ name: "x", type: { written: 'public."mood"' } }],
            standardBody: { written: body },
          },
        ],
        triggers: [{ ...trigger, when: { written: when } }],
      });
      const body = routine.standardBody?.canonical;
      const when = trigger.when?.canonical;
      expect(await settled(written("return 1+1", "OLD.a in (1,2)"))).toEqual([
        [],
        "mood",
        { written: "return 1+1", canonical: body },
        { written: "OLD.a in (1,2)", canonical: when },
      ]);
      expect(await settled(written("RETURN 3", "old.a = 3"))).toEqual([
        [],
        "mood",
        { written: "RETURN 3", canonical: "RETURN 3" },
        { written: "old.a = 3", canonical: "old.a = 3" },
      ]);
    });
  });
});
