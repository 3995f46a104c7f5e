import { describe, expect, it } from "@jest/globals";
import { emptySchema, emptyTable, isLimbeckError, type Schema, type Table } from "@limbeck/model";

import { renameCandidates } from "./candidates.ts";
import { meantBy, readRename } from "./named.ts";
import { possibleMembers } from "./possibleMembers.ts";
import { possibleRoots } from "./possibleRoots.ts";
import { renameText } from "./renameWords.ts";

type Columns = readonly (readonly [name: string, type: string])[];

const table = (name: string, columns: Columns): Table => ({
  ...emptyTable({ name }),
  columns: columns.map(([column, type]) => ({ name: column, type: { canonical: type }, nullable: true })),
});
const schema = (...tables: readonly Table[]): Schema => ({ ...emptySchema("postgres"), tables });
const moods = (...values: readonly string[]): Schema => ({
  ...emptySchema("postgres"),
  enums: [{ name: "mood", values }],
});
const told = (before: Schema, after: Schema): readonly string[] =>
  renameCandidates(before, after).map(({ rename }) => `${rename.kind} ${renameText(rename)}`);

describe("candidates for renames", () => {
  it("are columns of one type in one place", () => {
    const before = table("tasks", [
      ["id", "integer"],
      ["title", "text"],
    ]);
    const after = table("tasks", [
      ["id", "integer"],
      ["name", "text"],
    ]);
    expect(told(schema(before), schema(after))).toEqual(["column tasks.title:name"]);
  });

  it("are not columns of other types with other names", () => {
    const before = table("tasks", [["title", "text"]]);
    const after = table("tasks", [
      ["id", "integer"],
      ["due", "date"],
    ]);
    expect(told(schema(before), schema(after))).toEqual([]);
  });

  it("hold each thing once, with the name that is nearest", () => {
    const before = table("tasks", [
      ["created", "date"],
      ["updated", "date"],
    ]);
    const after = table("tasks", [
      ["updated_at", "date"],
      ["created_at", "date"],
    ]);
    expect([...told(schema(before), schema(after))].sort()).toEqual([
      "column tasks.created:created_at",
      "column tasks.updated:updated_at",
    ]);
  });

  it("are tables that share most columns, and never such as have nothing in common", () => {
    const columns: Columns = [
      ["id", "integer"],
      ["title", "text"],
    ];
    expect(told(schema(table("tasks", columns)), schema(table("todos", columns)))).toEqual([
      "table tasks:todos",
    ]);
    expect(told(schema(table("tasks", columns)), schema(table("tasks2", [["at", "date"]])))).toEqual([]);
  });

  it("are values in the same place of an enum type", () => {
    expect(told(moods("sad", "ok"), moods("blue", "ok"))).toEqual(["value mood.sad:blue"]);
  });

  it("are tables, enum types and free-standing sequences that moved, with the same name before others", () => {
    const columns: Columns = [["id", "integer"]];
    const there = (name: string): Table => ({ ...table(name, columns), schema: "archive" });
    expect(told(schema(table("tasks", columns)), schema(there("todos"), there("tasks")))).toEqual([
      "table tasks:archive.tasks",
    ]);
    expect(told(schema(there("tasks")), schema(table("tasks", columns)))).toEqual([
      "table archive.tasks:public.tasks",
    ]);
    const owned = { name: "n", options: {}, ownedBy: { table: { name: "t" }, column: "c" } };
    const numbers = (own: object, schemaName: object): Schema => ({
      ...emptySchema("postgres"),
      sequences: [{ name: "n", options: {}, ...own, ...schemaName }],
    });
    expect(told(numbers({}, {}), numbers({}, { schema: "x" }))).toEqual(["sequence n:x.n"]);
    expect(told(numbers(owned, {}), numbers(owned, { schema: "x" }))).toEqual([]);
  });

  it("are none where the new name is still taken", () => {
    const columns: Columns = [["id", "integer"]];
    const before: Schema = {
      ...schema(table("tasks", columns)),
      sequences: [{ name: "todos", options: {} }],
    };
    expect(told(before, schema(table("todos", columns)))).toEqual([]);
  });
});

describe("a rename in words", () => {
  const columns: Columns = [["a.b", "text"]];
  const before = schema(table("tasks", columns));
  const pairs = possibleMembers(before, schema(table("tasks", [["c:d", "text"]])));
  const code = (act: () => unknown): string | undefined => {
    try {
      act();
      return undefined;
    } catch (error) {
      return isLimbeckError(error) ? error.code : String(error);
    }
  };

  it("is read as it is written, odd names too", () => {
    const [pair] = pairs;
    const text = pair === undefined ? "" : renameText(pair.rename);
    expect(text).toBe('tasks."a.b":"c:d"');
    expect(meantBy(readRename(text), pairs)).toEqual(pair?.rename);
    expect(meantBy(readRename(`public.${text}`), pairs)).toEqual(pair?.rename);
    expect(meantBy(readRename("tasks.a:c"), pairs)).toBeUndefined();
    // Its table may stand in front of the new name too, and no other.
    expect(meantBy(readRename('tasks."a.b":tasks."c:d"'), pairs)).toEqual(pair?.rename);
    expect(meantBy(readRename('tasks."a.b":users."c:d"'), pairs)).toBeUndefined();
  });

  it("may say a schema in front of the new name", () => {
    const there = (name: string): Table => ({ ...table(name, columns), schema: "archive" });
    const moved = possibleRoots(schema(table("tasks", columns)), schema(there("tasks")));
    const meant = { kind: "table", name: { name: "tasks" }, to: "tasks", into: "archive" };
    expect(meantBy(readRename("tasks:archive.tasks"), moved)).toEqual(meant);
    expect(meantBy(readRename("tasks:tasks"), moved)).toBeUndefined();
    const stays = possibleRoots(schema(there("a")), schema(there("b")));
    expect(meantBy(readRename("archive.a:archive.b"), stays)).toEqual(
      meantBy(readRename("archive.a:b"), stays),
    );
    expect(meantBy(readRename("archive.a:public.b"), stays)).toBeUndefined();
  });

  it.each(["tasks", "tasks:", ":todos", "a:b:c", "a..b:c"])("is refused where it is %s", (text) => {
    expect(code(() => readRename(text))).toBe("rename-unreadable");
  });

  it("is refused where two things could be meant", () => {
    const both: Schema = { ...before, enums: [{ name: "mood", values: [] }] };
    const after: Schema = { ...schema(table("x", columns)), enums: [{ name: "x", values: [] }] };
    const odd = possibleRoots(both, after);
    expect(code(() => meantBy(readRename("tasks:x"), [...odd, ...odd]))).toBe("rename-ambiguous");
  });
});
