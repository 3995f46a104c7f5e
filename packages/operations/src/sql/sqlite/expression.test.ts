import { expect, it } from "@jest/globals";

import { memory } from "../../testing/memory.ts";
import { defaultSql } from "./expression.ts";

it.each([
  [true, "true", 1],
  [false, "false", 0],
])(
  "writes a default of %s by its word, as drizzle-kit does, and SQLite takes it for a number",
  (value, word, kept) => {
    expect(defaultSql({ kind: "literal", value })).toBe(word);
    const database = memory();
    database.run(
      `CREATE TABLE t (a text, b integer DEFAULT ${word}) STRICT`,
      "INSERT INTO t (a) VALUES ('x')",
    );
    expect(database.rows("SELECT b FROM t")).toEqual([[kept]]);
    database.close();
  },
);

it.each(["now()", "(NOW( ))", "transaction_timestamp()"])(
  "writes %s of a revision for PostgreSQL as what SQLite calls it",
  (written) => {
    const value = defaultSql({ kind: "expression", written });
    const database = memory();
    database.run(`CREATE TABLE t (a text, b text DEFAULT ${value})`, "INSERT INTO t (a) VALUES ('x')");
    expect(database.rows("SELECT b LIKE '____-__-__ __:__:__' FROM t")).toEqual([[1]]);
    database.close();
    // A function of the application may be called so.
    expect(defaultSql({ kind: "expression", canonical: written })).toContain("(");
  },
);
