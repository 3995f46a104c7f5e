import { describe, expect, it } from "@jest/globals";
import { emptySchema, emptyTable, isLimbeckError, type Schema, type Table } from "@limbeck/model";

import { renameCandidates } from "./candidates.ts";
import { meantBy, readRename } from "./named.ts";
import { possibleMembers, possibleRoots } from "./possible.ts";
import { renameText } from "./rename.ts";

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
