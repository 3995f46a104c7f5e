import { describe, expect, it } from "@jest/globals";
import {
  type Column,
  emptySchema,
  emptyTable,
  type PrimaryKey,
  type Schema,
  type View,
} from "@limbeck/model";

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

describe("what goes without saying", () => {
  const withView = (options?: View["options"]): Schema => ({
    ...emptySchema("postgres"),
    views: [{ name: "v", query: { canonical: "SELECT 1" }, ...(options === undefined ? {} : { options }) }],
  });
  const withColumn = (column: Partial<Column>): Schema => ({
    ...emptySchema("postgres"),
    tables: [
      {
        ...emptyTable({ name: "t" }),
        columns: [{ name: "n", type: { canonical: "integer" }, nullable: false, ...column }],
      },
    ],
  });
  const adopted = (before: Schema, after: Schema): Schema =>
    adopt(before, { ...after, unsaid: ["implied"] }, { comments: true });

  it.each([
    [{ security_barrier: "false" }, undefined],
    [undefined, { security_invoker: "false" }],
    [{ security_invoker: "on" }, { security_invoker: "true" }],
  ])("of a view's options %j, models say with %j", (has, said) => {
    expect(adopted(withView(has), withView(said)).views).toEqual(withView(has).views);
    expect(adopt(withView(has), withView(said), { comments: true }).views).toEqual(withView(said).views);
  });

  it("is no switch that is on", () => {
    expect(adopted(withView({ security_barrier: "false" }), withView({ security_barrier: "true" }))).toEqual({
      ...withView({ security_barrier: "true" }),
      unsaid: ["implied"],
    });
    expect(adopted(withView({ security_barrier: "true" }), withView()).views).toEqual(withView().views);
  });

  it.each<[Partial<Column>, Partial<Column>]>([
    [{ default: { kind: "serial", sequence: { name: "s" } } }, { default: { kind: "serial" } }],
    [
      { identity: { mode: "always", sequence: "s", options: {} } },
      { identity: { mode: "always", options: {} } },
    ],
  ])("is the sequence of %j in models", (has, said) => {
    expect(adopted(withColumn(has), withColumn(said)).tables).toEqual(withColumn(has).tables);
    expect(adopt(withColumn(has), withColumn(said), { comments: true }).tables).toEqual(
      withColumn(said).tables,
    );
  });
});
