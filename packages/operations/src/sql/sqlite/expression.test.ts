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
