import { describe, expect, it } from "@jest/globals";
import { pgAggregate } from "./declarations/aggregate.ts";
import { comment } from "./declarations/comment.ts";
import { pgFunction } from "./declarations/function.ts";
import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("aggregates beside models of %s", (installed) => {
  const read = (aggregates: Readonly<Record<string, object>>) => readHere(installed, () => aggregates);

  it("name the models' own functions with their schema where the server has some of the name", () => {
    const step = pgFunction("int4pl", { returns: "int", language: "sql", body: "SELECT 1" });
    const total = pgAggregate("total", { arguments: { x: "int4" }, sfunc: step, stype: "int" });
    const one = pgAggregate("one", {
      arguments: { x: "int4" },
      sfunc: { schema: "public", name: "int4mi" },
      stype: "int",
    });
    const names = read({ total, one }).schema.functions.map(({ aggregate }) => aggregate?.sfunc);
    expect(names).toContainEqual({ schema: "public", name: "int4pl" });
    expect(names).toContainEqual({ schema: "public", name: "int4mi" });
  });

  it("are functions that are made of functions, which need not be exported", () => {
    const step = pgFunction("step", { schema: "app", returns: "int", language: "sql", body: "SELECT 1" });
    const total = pgAggregate("total", {
      schema: "app",
      arguments: { x: "int4" },
      sfunc: step,
      stype: "varchar(3)",
      sspace: 8,
      finalfunc: "last",
      finalfuncExtra: true,
      finalfuncModify: "shareable",
      combinefunc: { schema: "pg_catalog", name: "int4pl" },
      initcond: "",
      msfunc: "int4pl",
      minvfunc: "int4mi",
      mstype: "int",
      mfinalfunc: { schema: "app", name: "last" },
      mfinalfuncModify: "readOnly",
      minitcond: "1",
      sortop: "<",
      parallel: "unsafe",
    });
    const { schema, manages } = read({ total: comment(total, "all") });
    expect(manages).toContain("functions");
    expect(schema.functions.map(({ name }) => name)).toEqual(["step", "total"]);
    expect(schema.functions[1]).toEqual({
      schema: "app",
      name: "total",
      arguments: [{ name: "x", type: { written: "int4", canonical: "integer" } }],
      aggregate: {
        sfunc: { schema: "app", name: "step" },
        stype: { written: "varchar(3)", canonical: "character varying" },
        sspace: 8,
        finalfunc: { name: "last" },
        finalfuncExtra: true,
        finalfuncModify: "shareable",
        combinefunc: { name: "int4pl" },
        initcond: "",
        msfunc: { name: "int4pl" },
        minvfunc: { name: "int4mi" },
        mstype: { written: "int", canonical: "integer" },
        mfinalfunc: { schema: "app", name: "last" },
        minitcond: "1",
        sortop: { name: "<" },
      },
      comment: "all",
    });
  });

  it("sort what stands behind ORDER BY", () => {
    const options = { sfunc: "f", stype: "internal", hypothetical: true } as const;
    const anything = [{ type: '"any"', mode: "variadic" }] as const;
    const { schema } = read({
      first: pgAggregate("a", { ...options, direct: [], arguments: ["int"], finalfuncModify: "readWrite" }),
      second: pgAggregate("b", { ...options, direct: ["text"], arguments: ["int"], parallel: "safe" }),
      third: pgAggregate("c", { ...options, direct: anything, arguments: anything }),
    });
    const made = { hypothetical: true, sfunc: { name: "f" }, stype: { written: "internal" } };
    const some = expect.anything();
    expect(schema.functions).toEqual([
      { name: "a", arguments: [some], aggregate: { direct: 0, ...made } },
      { name: "b", arguments: [some, some], aggregate: { direct: 1, ...made }, parallel: "safe" },
      {
        name: "c",
        arguments: [{ mode: "variadic", type: { written: '"any"' } }],
        aggregate: { direct: 1, ...made },
      },
    ]);
  });
});
