import { describe, expect, it } from "@jest/globals";
import { type Collation, emptySchema, emptyTable, type Schema } from "@limbeck/model";
import { describe as inWords } from "@limbeck/operations";

import { diff } from "./diff.ts";

const sorted = (collations: readonly Collation[], collation?: string): Schema => ({
  ...emptySchema("postgres"),
  collations,
  tables: [
    {
      ...emptyTable({ name: "books" }),
      columns: [
        {
          name: "title",
          type: { canonical: "text" },
          nullable: true,
          ...(collation === undefined ? {} : { collation }),
        },
      ],
    },
  ],
});

const words = (before: Schema, after: Schema): readonly string[] => diff(before, after).map(inWords);

describe("collations", () => {
  it("of ICU are the same in whichever way their locale is spelled", () => {
    const locale = (text: string): Schema => sorted([{ name: "c", provider: "icu", locale: text }]);
    expect(words(locale("en_US"), locale("en-US"))).toEqual([]);
    expect(words(locale("en-u-kn-true"), locale("en-u-kn"))).toEqual([]);
    expect(words(locale("de@collation=phonebook"), locale("de"))).toHaveLength(2);
  });

  it("are made anew, under another name where something uses them on both sides, and refused under a partition key", () => {
    const [c, posix] = [
      { name: "c", locale: "C" },
      { name: "c", locale: "POSIX" },
    ];
    expect(words(sorted([c]), sorted([posix], '"c"'))).toEqual([
      "collation c: removed",
      "collation c: added",
      expect.stringContaining("books.title"),
    ]);
    expect(words(sorted([c], '"c"'), sorted([posix]))).toEqual([
      expect.stringContaining("books.title"),
      "collation c: removed",
      "collation c: added",
    ]);
    expect(words(sorted([c], '"c"'), sorted([posix], '"c"'))).toEqual([
      "collation c: renamed to limbeck_old_c",
      "collation c: added",
      expect.stringContaining("books.title"),
      "collation limbeck_old_c: removed",
    ]);
    const divided = (one: Collation): Schema => {
      const schema = sorted([one], '"c"');
      const partitionBy = { strategy: "list", elements: [{ kind: "column", column: "title" }] } as const;
      return { ...schema, tables: schema.tables.map((table) => ({ ...table, partitionBy })) };
    };
    expect(() => diff(divided(c), divided(posix))).toThrow("Collation c would have");
  });

  it("stay as long as a column has them, though nobody declares them any more", () => {
    expect(words(sorted([{ name: "c", locale: "C" }], '"c"'), sorted([], '"c"'))).toEqual([]);
  });
});
