import { describe, expect, it } from "@jest/globals";

import { withAllColumns } from "./allColumns.ts";

const T = { relation: "t", columns: ["a", '"B c"'] };
const body = (sql: string): string => `BEGIN ATOMIC\n ${sql};\nEND`;

describe("what a routine gives the rows of", () => {
  it.each([
    [`SELECT t.a,\n t."B c"\n FROM t`, "SELECT t.*\n FROM t"],
    [`SELECT x.a, x."B c" FROM (t x\n JOIN t ON (true))`, "SELECT x.* FROM (t x\n JOIN t ON (true))"],
    [`SELECT DISTINCT ON (t.a) t.a, t."B c" FROM ONLY t`, "SELECT DISTINCT ON (t.a) t.* FROM ONLY t"],
    [
      `( SELECT t.a, t."B c" FROM t LIMIT 1)\n UNION ALL\n SELECT t.a, t."B c" FROM t`,
      "( SELECT t.* FROM t LIMIT 1)\n UNION ALL\n SELECT t.* FROM t",
    ],
    [
      `INSERT INTO t AS x (a, "B c") SELECT t.a, t."B c" FROM t RETURNING x.a, x."B c"`,
      `INSERT INTO t AS x (a, "B c") SELECT t.a, t."B c" FROM t RETURNING x.*`,
    ],
    [`SELECT f.a, f."B c" FROM f(1) f`, "SELECT f.* FROM f(1) f"],
  ])("is said by its name: %s", (printed, said) => {
    const functions = [{ name: "f", columns: T.columns }];
    expect(withAllColumns(body(printed), T, functions)).toBe(body(said));
  });

  it.each([
    `SELECT t."B c", t.a FROM t`,
    `SELECT t.a FROM t`,
    `SELECT t.a, t."B c", t.a FROM t`,
    `SELECT t.a, t."B c" AS b FROM t`,
    `SELECT u.a, u."B c" FROM t, u`,
    `SELECT t.a, t."B c" FROM u t`,
    `SELECT t.a, t."B c" FROM s.t`,
    `SELECT t.a, t."B c" FROM ( SELECT 1 AS a, 2 AS "B c", 3 AS d) t`,
    `WITH t AS ( SELECT 1 AS a, 2 AS "B c", 3 AS d) SELECT t.a, t."B c" FROM t`,
    `SELECT t.a, t."B c" FROM t UNION SELECT u.a, u."B c" FROM u`,
    `INSERT INTO u (a, b) SELECT t.a, t."B c" FROM t`,
    `SELECT 1 WHERE EXISTS ( SELECT t.a, t."B c" FROM t)`,
    `SELECT t.a, t."B c" FROM t; DELETE FROM u RETURNING u.x, u.y`,
  ])("stays as it is: %s", (printed) => {
    expect(withAllColumns(body(printed), T, [])).toBe(body(printed));
  });
});
