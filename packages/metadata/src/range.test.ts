import { describe, expect, it } from "@jest/globals";

import { pgFunction, pgRange } from "./pg.ts";
import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("range types with %s", (installed) => {
  it("say all that a range type can be", () => {
    const { schema, manages } = readHere(installed, () => {
      const gap = pgFunction("gap", {
        schema: "speed",
        arguments: ["text", "text"],
        returns: "double precision",
        language: "sql",
        body: "SELECT 1",
      });
      return {
        gap,
        words: pgRange("words", {
          subtype: "varchar(10)",
          schema: "speed",
          operatorClass: "text_pattern_ops",
          collation: "german",
          subtypeDiff: gap,
          multirange: "many_words",
          comment: "one",
        }),
      };
    });
    expect(manages).toEqual(new Set(["comments", "functions", "rangeTypes"]));
    expect(schema.ranges).toEqual([
      {
        schema: "speed",
        name: "words",
        subtype: { written: "varchar(10)", canonical: "character varying" },
        operatorClass: "text_pattern_ops",
        collation: '"german"',
        subtypeDiff: { schema: "speed", name: "gap" },
        multirange: { schema: "speed", name: "many_words" },
        comment: "one",
      },
    ]);
  });

  it("say no more than they have to, and name functions where they are", () => {
    const { schema } = readHere(installed, ({ pg }) => {
      const mood = pg.pgEnum("mood", ["sad", "happy"]);
      return {
        mood,
        moods: pgRange("moods", { subtype: mood }),
        speeds: pgRange("speeds", {
          subtype: "float8",
          subtypeDiff: { schema: "pg_catalog", name: "float8mi" },
          multirange: { schema: "public", name: "many" },
        }),
      };
    });
    expect(schema.ranges).toEqual([
      { name: "moods", subtype: { written: "mood" } },
      {
        name: "speeds",
        subtype: { written: "float8", canonical: "double precision" },
        subtypeDiff: { name: "float8mi" },
        multirange: { name: "many" },
      },
    ]);
  });
});
