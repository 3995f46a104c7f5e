import { describe, expect, it } from "@jest/globals";
import { type Column, emptySchema, emptyTable, type Schema, type Table, type Unsaid } from "@limbeck/model";
import { describe as inWords } from "@limbeck/operations";

import { diff } from "../diff.ts";

const column = (name: string): Column => ({ name, type: { canonical: "integer" }, nullable: true });
const words = (before: Schema, after: Schema): readonly string[] => diff(before, after).map(inWords);

function withMembers(members: Partial<Table>, unsaid: readonly Unsaid[] = []): Schema {
  return { ...emptySchema("postgres"), tables: [{ ...emptyTable({ name: "t" }), ...members }], unsaid };
}

describe("NOT NULL constraints", () => {
  const filled: Column = { ...column("a"), nullable: false };
  const named = (name: string): Column => ({ ...filled, notNullName: name });
  const partial: Column = { ...filled, notNullNotValid: true, notNullNoInherit: true };
  const of = (one: Column, unsaid?: readonly Unsaid[]) => withMembers({ columns: [one] }, unsaid);

  it("keep the names of the database, but for one that the models give themselves", () => {
    expect(words(of(named("one")), of(filled, ["notNullNames"]))).toEqual([]);
    expect(words(of(named("one")), of(named("two"), ["notNullNames"]))).toEqual([
      "column t.a: NOT NULL called two",
    ]);
    expect(diff(of(filled), of(named("two"), ["notNullNames"]))).toMatchObject([
      { changes: { notNullName: { from: null, to: "two" } } },
    ]);
  });

  it("differ in their names between two databases", () => {
    expect(diff(of(named("one")), of(filled))).toMatchObject([
      { changes: { notNullName: { from: "one", to: null } } },
    ]);
  });

  it("go with their names where NULL is allowed", () => {
    expect(diff(of(named("one")), of(column("a"), ["notNullNames"]))).toMatchObject([
      { changes: { nullable: { from: false, to: true }, notNullName: { from: "one", to: null } } },
    ]);
  });

  it("stay NOT VALID and NO INHERIT where the models say nothing of it, but not under a key", () => {
    expect(words(of(partial), of(filled, ["constraintOptions"]))).toEqual([]);
    const key = { primaryKey: { name: "t_pkey", columns: ["a"] } };
    expect(words(of(partial), withMembers({ columns: [filled], ...key }, ["constraintOptions"]))).toEqual([
      "column t.a: NOT NULL validated, NOT NULL also in tables that inherit",
      "primary key t_pkey on t: added",
    ]);
  });

  it("change places with one another", () => {
    const [a, b] = [named("one"), { ...named("two"), name: "b" }];
    const swapped = [
      { ...a, notNullName: "two" },
      { ...b, notNullName: "one" },
    ];
    expect(words(withMembers({ columns: [a, b] }), withMembers({ columns: swapped }))).toHaveLength(4);
  });

  it("say nothing before PostgreSQL 18", () => {
    expect(diff(of(filled), of({ ...partial, notNullName: "x" }), { serverVersion: 170000 })).toEqual([]);
  });
});
