import { describe, expect, it } from "@jest/globals";

import { definedTypes } from "./defined.ts";

describe("the types of columns that a body defines for a call", () => {
  it.each([
    ["SELECT x.n FROM jsonb_to_record('{}') AS x(n text, one tasks)", ["tasks"]],
    [
      'FROM json_to_recordset(f(1)) x ("a b" app.states[], n numeric(4, 2), one "Tasks")',
      ["states", "Tasks"],
    ],
    ['FROM f() AS (name citext COLLATE "C", -- it\'s, so\n one tasks)', ["citext", "tasks"]],
  ])("are seen in %s", (body, names) => {
    expect(definedTypes(body).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    "SELECT (a) IN (SELECT tasks) FROM (SELECT 1) x(a, b)",
    "SELECT count(*) FILTER (WHERE done), sum(n) OVER (ORDER BY n) FROM tasks one, others two",
  ])("are none in %s", (body) => {
    expect(definedTypes(body)).toEqual([]);
  });
});
