import { expect, it } from "@jest/globals";
import { introspect } from "../introspection.ts";
import { onServers } from "../testing/connection.ts";

onServers((db) => {
  it("reads aggregates with all that they are, and as little as may be said of them", async () => {
    await db().execute(`CREATE SCHEMA app;
      CREATE FUNCTION app.step(int, int) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 + $2';
      CREATE FUNCTION app.back(int, int) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 - $2';
      CREATE FUNCTION app.last(int, int) RETURNS int LANGUAGE sql AS 'SELECT $1';
      CREATE FUNCTION pick(bigint[], bigint, bigint) RETURNS bigint LANGUAGE sql AS 'SELECT $1[$2]';
      CREATE AGGREGATE many(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');
      CREATE AGGREGATE app.total(x int) (SFUNC = app.step, STYPE = int, SSPACE = 8, FINALFUNC = app.last, FINALFUNC_EXTRA,
        FINALFUNC_MODIFY = SHAREABLE, COMBINEFUNC = app.step, INITCOND = '0', MSFUNC = app.step, MINVFUNC = app.back, MSTYPE = int,
        MSSPACE = 9, MFINALFUNC = app.last, MFINALFUNC_EXTRA, MFINALFUNC_MODIFY = READ_WRITE, MINITCOND = '1', SORTOP = <,
        PARALLEL = SAFE);
      COMMENT ON AGGREGATE app.total(int) IS 'all of it';
      CREATE AGGREGATE nth(bigint ORDER BY bigint) (SFUNC = array_append, STYPE = bigint[], FINALFUNC = pick, FINALFUNC_EXTRA,
        FINALFUNC_MODIFY = READ_ONLY);
      CREATE AGGREGATE place(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal,
        FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL)`);
    const { schema, unmodelled } = await introspect(db(), { schemas: ["public", "app"] });
    const [integer, bigint] = [{ canonical: "integer" }, { canonical: "bigint" }];
    const inApp = (name: string) => ({ schema: "app", name });
    expect(unmodelled).toEqual([]);
    expect(schema.functions.filter(({ aggregate }) => aggregate !== undefined)).toEqual([
      {
        ...inApp("total"),
        arguments: [{ name: "x", type: integer }],
        aggregate: {
          sfunc: inApp("step"),
          stype: integer,
          sspace: 8,
          finalfunc: inApp("last"),
          finalfuncExtra: true,
          finalfuncModify: "shareable",
          combinefunc: inApp("step"),
          initcond: "0",
          msfunc: inApp("step"),
          minvfunc: inApp("back"),
          mstype: integer,
          msspace: 9,
          mfinalfunc: inApp("last"),
          mfinalfuncExtra: true,
          mfinalfuncModify: "readWrite",
          minitcond: "1",
          sortop: { name: "<" },
        },
        parallel: "safe",
        comment: "all of it",
      },
      {
        name: "many",
        arguments: [],
        aggregate: { sfunc: { name: "int8inc" }, stype: bigint, initcond: "0" },
      },
      {
        name: "nth",
        arguments: [{ type: bigint }, { type: bigint }],
        aggregate: {
          direct: 1,
          sfunc: { name: "array_append" },
          stype: { canonical: "bigint[]" },
          finalfunc: { name: "pick" },
          finalfuncExtra: true,
          finalfuncModify: "readOnly",
        },
      },
      {
        name: "place",
        arguments: [{ mode: "variadic", type: { canonical: '"any"' } }],
        aggregate: {
          direct: 1,
          hypothetical: true,
          sfunc: { name: "ordered_set_transition_multi" },
          stype: { canonical: "internal" },
          finalfunc: { name: "rank_final" },
          finalfuncExtra: true,
        },
      },
    ]);
  });
});
