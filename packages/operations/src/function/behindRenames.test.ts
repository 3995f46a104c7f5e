import { describe, expect, it } from "@jest/globals";
import { type Routine } from "@limbeck/model";

import { reverseAll } from "../derive.ts";
import { type Operation } from "../operations.ts";

const reading = (body: string): Routine => ({ name: "f", arguments: [], language: "sql", body });
const renamed: Operation = {
  kind: "alterColumn",
  table: { name: "tasks" },
  column: "n",
  changes: { name: { from: "n", to: "left" } },
};
const replaced: Operation = {
  kind: "replaceFunction",
  name: { name: "f" },
  change: { from: reading("SELECT n FROM tasks"), to: reading('SELECT "left" FROM tasks') },
};
const kinds = (ops: readonly Operation[]): readonly string[] => ops.map(({ kind }) => kind);

describe("the way back of renames", () => {
  it("has functions in SQL behind them that read the old name, and so has the way there again", () => {
    const back = reverseAll([renamed, replaced]);
    expect(kinds(back)).toEqual(["alterColumn", "replaceFunction"]);
    expect(reverseAll(back)).toEqual([renamed, replaced]);
  });

  it("leaves others where they are", () => {
    const other: Operation = {
      ...replaced,
      change: { from: reading("SELECT 1"), to: reading("SELECT 2") },
    };
    const text: Operation = {
      ...replaced,
      change: {
        from: { ...reading("n"), language: "plpgsql" },
        to: { ...reading("m"), language: "plpgsql" },
      },
    };
    expect(kinds(reverseAll([renamed, other]))).toEqual(["replaceFunction", "alterColumn"]);
    expect(kinds(reverseAll([renamed, text]))).toEqual(["replaceFunction", "alterColumn"]);
  });

  it("has functions with a text behind extensions that move, and those that the server has parsed before them", () => {
    const moved: Operation = {
      kind: "alterExtension",
      name: "pg_trgm",
      schema: { from: null, to: "extensions" },
    };
    const { body: _, ...parsed } = {
      ...reading(""),
      standardBody: { canonical: "RETURN similarity('a', 'b')" },
    };
    const updated: Operation = {
      kind: "alterExtension",
      name: "pg_trgm",
      version: { from: "1.5", to: "1.6" },
    };
    const other: Operation = { ...replaced, change: { from: parsed, to: parsed } };
    expect(kinds(reverseAll([moved, replaced]))).toEqual(["alterExtension", "replaceFunction"]);
    expect(kinds(reverseAll([moved, other]))).toEqual(["replaceFunction", "alterExtension"]);
    expect(kinds(reverseAll([updated, replaced]))).toEqual(["replaceFunction", "alterExtension"]);
  });

  it("has functions behind a table that they read, with its rows called by the name that it has then", () => {
    const over = (table: string): Routine => ({
      ...reading(`SELECT count(*) FROM ${table}`),
      arguments: [{ name: "row", type: { canonical: table } }],
      returns: { canonical: `${table}[]` },
    });
    const change = (from: string, body: string, to: string): Operation => ({
      kind: "replaceFunction",
      name: { name: "f" },
      change: { from: { ...over(from), body: `SELECT count(*) FROM ${body}` }, to: over(to) },
    });
    const table: Operation = { kind: "renameTable", table: { name: "tasks" }, to: "todos" };
    const back = reverseAll([table, change("todos", "tasks", "todos")]);
    expect(back).toEqual([
      { ...table, table: { name: "todos" }, to: "tasks" },
      change("tasks", "todos", "tasks"),
    ]);
    expect(reverseAll(back)).toEqual([table, change("todos", "tasks", "todos")]);
  });

  it("has a function that moves behind what it reads, under the name that it has then", () => {
    const table: Operation = { kind: "setTableSchema", table: { name: "tasks", schema: "old" }, to: "new" };
    const moved: Operation = {
      kind: "setFunctionSchema",
      name: { name: "f", schema: "old" },
      types: [],
      to: "new",
    };
    const change = (schema: string): Operation => ({
      kind: "replaceFunction",
      name: { name: "f", schema },
      change: {
        from: { ...reading("SELECT n FROM old.tasks"), schema },
        to: { ...reading("SELECT n FROM new.tasks"), schema },
      },
    });
    const back = reverseAll([table, moved, change("new")]);
    expect(kinds(back)).toEqual(["setFunctionSchema", "setTableSchema", "replaceFunction"]);
    expect(back[2]).toEqual({
      ...change("old"),
      change: {
        from: { ...reading("SELECT n FROM new.tasks"), schema: "old" },
        to: { ...reading("SELECT n FROM old.tasks"), schema: "old" },
      },
    });
  });

  it("has a function that is made on the way back under the name that it would be given", () => {
    const table: Operation = { kind: "setTableSchema", table: { name: "tasks" }, to: "new" };
    const moved: Operation = { kind: "setFunctionSchema", name: { name: "f" }, types: [], to: "new" };
    const gone: Operation = {
      kind: "dropFunction",
      name: { name: "f", schema: "new" },
      types: [],
      function: { ...reading("SELECT n FROM tasks"), schema: "new" },
    };
    expect(reverseAll([table, moved, gone])).toEqual([
      { kind: "setTableSchema", table: { name: "tasks", schema: "new" }, to: "public" },
      { kind: "createFunction", function: reading("SELECT n FROM tasks") },
    ]);
  });

  it("has those in PL/pgSQL behind what their variables are declared after, and all behind what comes to the default schema", () => {
    const moved: Operation = { kind: "setTableSchema", table: { name: "tasks" }, to: "archive" };
    const declared: Operation = {
      ...replaced,
      change: {
        from: { ...reading("DECLARE n tasks.id%TYPE; BEGIN END"), language: "plpgsql" },
        to: reading("SELECT 1"),
      },
    };
    const read: Operation = {
      ...replaced,
      change: { from: reading("SELECT id FROM tasks"), to: reading("SELECT id FROM archive.tasks") },
    };
    expect(kinds(reverseAll([moved, declared]))).toEqual(["setTableSchema", "replaceFunction"]);
    expect(kinds(reverseAll([moved, read]))).toEqual(["setTableSchema", "replaceFunction"]);
  });

  it("leaves a function in front of what calls it", () => {
    const gone: Operation = {
      kind: "dropFunction",
      name: { name: "f" },
      types: [],
      function: reading("SELECT n FROM tasks"),
    };
    const held: Operation = {
      kind: "alterColumn",
      table: { name: "tasks" },
      column: "m",
      changes: { default: { from: { kind: "expression", canonical: "f()" }, to: null } },
    };
    expect(kinds(reverseAll([renamed, gone]))).toEqual(["alterColumn", "createFunction"]);
    expect(reverseAll([renamed, held, gone]).map(({ kind }) => kind)).toEqual([
      "createFunction",
      "alterColumn",
      "alterColumn",
    ]);
  });
});
