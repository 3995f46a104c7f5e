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

it("keeps the comments of a constraint and of the index behind it, where the target does not speak of comments", () => {
  const before = withKey({ name: "k", columns: ["a"], comment: "key", indexComment: "index" });
  const kept = adopt(before, withKey({ name: "k", columns: ["a"], indexComment: "other" }), {
    comments: false,
  });
  expect(kept.tables[0]?.primaryKey).toEqual(before.tables[0]?.primaryKey);
});

it("keeps the comment of a column's own sequence, where the target does not speak of comments", () => {
  const counting = (column: Pick<Column, "default" | "identity">): Schema => ({
    ...emptySchema("postgres"),
    tables: [
      {
        ...emptyTable({ name: "t" }),
        columns: [{ name: "n", type: { canonical: "integer" }, nullable: false, ...column }],
      },
    ],
  });
  const before = counting({ default: { kind: "serial", comment: "counts" } });
  const kept = (target: Schema): Column | undefined =>
    adopt(before, target, { comments: false }).tables[0]?.columns[0];
  expect(kept(counting({ default: { kind: "serial" } }))?.default).toEqual({
    kind: "serial",
    comment: "counts",
  });
  expect(kept(counting({ identity: { mode: "always", options: {} } }))?.identity).toEqual({
    mode: "always",
    options: {},
    comment: "counts",
  });
});

it("leaves the comment of the default namespace alone where models, which have no words for it, are the target", () => {
  const before = { ...emptySchema("postgres"), defaultNamespace: { name: "public", comment: "kept" } };
  const after = emptySchema("postgres");
  const kept = (target: Schema): unknown => adopt(before, target, { comments: true }).defaultNamespace;
  expect(kept({ ...after, unsaid: ["implied"] })).toEqual(before.defaultNamespace);
  expect(kept(after)).toBeUndefined();
});
