import { describe, expect, it } from "@jest/globals";
import { type Column, emptySchema, emptyTable, type Schema, type Table } from "@limbeck/model";
import { describe as inWords, type Operation, reverseAll } from "@limbeck/operations";

import { diff } from "../diff.ts";
import { forRows } from "../forRows.ts";
import { renameCandidates } from "../renames/candidates.ts";
import { decideRenames, type Questioner } from "../renames/decide.ts";
import { meantBy, readRename } from "../renames/named.ts";
import { withRenames } from "../renames/together.ts";

const column = (name: string, type = "text", nullable = true): Column => ({
  name,
  type: { written: type, canonical: type },
  nullable,
});
const table = (name: string, columns: readonly Column[], more: Partial<Table> = {}): Table => ({
  ...emptyTable({ name }),
  columns,
  ...more,
});
const schema = (tables: readonly Table[], more: Partial<Schema> = {}): Schema => ({
  ...emptySchema("sqlite"),
  tables,
  ...more,
});
const view = (query: string) => ({ name: "v", query: { canonical: query } });
const trigger = (on: string, name: string) => ({
  table: { name: on },
  name: "log",
  timing: "after" as const,
  events: ["update" as const],
  updateOf: [name],
  forEach: "row" as const,
  body: { canonical: `SELECT ${name} FROM ${on};` },
});

const told =
  (...renames: readonly string[]): Questioner =>
  ({ possible, former }) =>
    Promise.resolve(renames.flatMap((text) => meantBy(readRename(text), possible, former) ?? []));

async function planned(before: Schema, after: Schema, ...renames: readonly string[]) {
  const decided = await decideRenames(before, after, told(...renames));
  const changes = diff(decided.before, after, { renamed: decided.operations.length > 0 });
  return forRows(withRenames(decided.operations, changes, before), before);
}
const words = (operations: readonly Operation[]): readonly string[] => operations.map(inWords);

describe("a rename on SQLite", () => {
  it("comes behind the views and triggers that go, which are on what they were on", async () => {
    const before = schema([table("t", [column("a")])], {
      views: [view("SELECT a FROM t")],
      triggers: [trigger("t", "a")],
    });
    const after = schema([table("u", [column("b", "integer", false)])], {
      views: [view("SELECT b FROM u")],
      triggers: [trigger("u", "b")],
    });
    const steps = await planned(before, after, "t:u", "u.a:b");
    expect(words(steps)).toEqual([
      "trigger t.log: removed",
      "view v: removed",
      "table t: renamed to u",
      "column u.a: renamed to b",
      "column u.b: rows without a value are filled",
      "column u.b: type text → integer, NOT NULL",
      "view v: added",
      "trigger u.log: added",
    ]);
    expect(reverseAll(steps).at(-1)).toEqual({ kind: "createTrigger", trigger: trigger("t", "a") });
  });

  it("has a view that changes go and come, because nothing is renamed while one names what is not there", async () => {
    const before = schema([table("t", [column("a")])], { views: [view("SELECT a FROM t")] });
    const after = schema([table("t", [column("b")])], { views: [view("SELECT b FROM t")] });
    expect(words(await planned(before, after, "t.a:b"))).toEqual([
      "view v: removed",
      "column t.a: renamed to b",
      "view v: added",
    ]);
  });

  it("takes along the names that are derived from it, and gives none to what has none", async () => {
    const check = (name: string, text: string) => ({
      name,
      derivedName: true as const,
      expression: { canonical: text },
    });
    const before = schema([
      table("t", [column("a"), column("c")], {
        primaryKey: { name: "t_pkey", derivedName: true, columns: ["a"] },
        uniques: [{ name: "t_a_key1", derivedName: true, columns: ["a"] }],
        checks: [check("t_a_check", "a > 0"), check("own", "a > 1"), check("t_check", "a > c")],
      }),
    ]);
    const after = schema([table("u", [column("b"), column("c")])]);
    expect(words(await planned(before, after, "t:u", "u.a:b")).slice(2)).toEqual([
      "primary key u_pkey on u: removed",
      "unique constraint u_b_key1 on u: removed",
      "check constraint u_b_check on u: removed",
      "check constraint own on u: removed",
      "check constraint u_check on u: removed",
    ]);
  });

  it("of a constraint stands with what else makes its table anew", async () => {
    const named = (name: string) => ({ checks: [{ name, expression: { canonical: "c > 0" } }] });
    const before = schema([
      table("t", [column("c")], named("t_c")),
      table("z", [column("c")], named("z_check")),
    ]);
    const other = (name: string) => ({
      checks: [{ name, derivedName: true as const, expression: { canonical: "c > 0" } }],
    });
    const after = schema([
      table("t", [column("c", "integer")], named("t_c")),
      table("x", [column("c", "integer")], other("x_check")),
    ]);
    expect(words(await planned(before, after, "z:x"))).toEqual([
      "table z: renamed to x",
      "column t.c: type text → integer",
      "constraint z_check on x: renamed to x_check",
      "column x.c: type text → integer",
    ]);
  });
});

describe("no rename on SQLite is", () => {
  const said = (before: Schema, after: Schema): readonly string[] =>
    renameCandidates(before, after).map(({ rename }) => rename.to);

  it("a view by another name: it goes, and comes", () => {
    const tables = [table("t", [column("a")])];
    const other = { ...view("SELECT a FROM t"), name: "w" };
    expect(
      said(schema(tables, { views: [view("SELECT a FROM t")] }), schema(tables, { views: [other] })),
    ).toEqual([]);
  });

  it("the same name in other letters", async () => {
    const asked: string[] = [];
    await decideRenames(
      schema([table("Tasks", [column("Title")])]),
      schema([table("tasks", [column("title")])]),
      ({ possible }) => {
        asked.push(...possible.map(({ rename }) => rename.to));
        return Promise.resolve([]);
      },
    );
    expect(asked).toEqual([]);
  });
});
