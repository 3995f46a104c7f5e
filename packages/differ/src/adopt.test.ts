import { describe, expect, it } from "@jest/globals";
import { emptySchema, emptyTable, type PrimaryKey, type Schema } from "@limbeck/model";

import { adopt } from "./adopt.ts";

const withKey = (primaryKey: PrimaryKey): Schema => ({
  ...emptySchema("postgres"),
  tables: [{ ...emptyTable({ name: "books" }), primaryKey }],
});

function adoptedName(before: PrimaryKey, after: PrimaryKey): string | undefined {
  return adopt(withKey(before), withKey(after), { comments: true }).tables[0]?.primaryKey?.name;
}

describe("the name of a primary key", () => {
  const before = { name: "books_key", columns: ["shelf"] };

  it("stays, where its author did not choose one and it is the same key", () => {
    const after = { name: "books_pkey", derivedName: true, columns: ["shelf"] } as const;
    expect(adoptedName(before, after)).toBe("books_key");
  });

  it("is that of the models, where it is another key: as a database has it that is built from them", () => {
    const after = { name: "books_shelf_place_pk", derivedName: true, columns: ["shelf", "place"] } as const;
    expect(adoptedName(before, after)).toBe("books_shelf_place_pk");
  });

  it("is that of the models, where its author chose it", () => {
    expect(adoptedName(before, { name: "mine", columns: ["shelf"] })).toBe("mine");
  });
});
