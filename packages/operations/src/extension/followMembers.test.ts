import { describe, expect, it } from "@jest/globals";
import { emptySchema, emptyTable, type Schema, type SqlText, type Table } from "@limbeck/model";

import { applyAll, reverseAll } from "../derive.ts";
import { type Operation } from "../operations.ts";

const MEMBERS = {
  types: ["vector"],
  routines: ["similarity", "replace", "touch"],
  operators: ["<->", "<>"],
  operatorClasses: ["trgm_ops"],
};

const move: Operation = {
  kind: "alterExtension",
  name: "mixed",
  schema: { from: null, to: "extensions" },
};

const canonical = (text: string): SqlText => ({ canonical: text });

const table = (parts: Partial<Table>): Schema => ({
  ...emptySchema("postgres"),
  extensions: [{ name: "mixed", members: MEMBERS }],
  tables: [{ ...emptyTable({ name: "u" }), ...parts }],
});

const after = (schema: Schema, ...ops: readonly Operation[]): Schema => {
  const applied = applyAll(schema, ops);
  if (typeof applied !== "object") throw new Error("opaque");
  return applied;
};

const moved = (text: string, ...ops: readonly Operation[]): string | undefined =>
  after(table({ checks: [{ name: "c", expression: canonical(text) }] }), ...ops).tables[0]?.checks[0]
    ?.expression.canonical;

describe("what names something of an extension that moves", () => {
  it.each([
    ["(a <-> '[1]'::vector(3))", "(a <-> '[1]'::extensions.vector(3))"],
    ["('{}'::vector[] = x)", "('{}'::extensions.vector[] = x)"],
    ["(similarity(a, 'vector') > 0)", "(extensions.similarity(a, 'vector') > 0)"],
    ["(a OPERATOR(public.<>) b)", "(a OPERATOR(extensions.<>) b)"],
  ])("follows in %s, and back", (text, there) => {
    expect(moved(text, move)).toBe(there);
    expect(moved(text, move, ...reverseAll([move]))).toBe(text.replace("OPERATOR(public.<>)", "<>"));
  });

  it.each(["replace(a, 'x', 'y')", "(a <> b)", "other.similarity(a)", "(a OPERATOR(other.<>) b)"])(
    "leaves %s, which may be another's",
    (text) => {
      expect(moved(text, move)).toBe(text);
    },
  );

  it("follows in types, operator classes, triggers and views", () => {
    const start: Schema = {
      ...table({
        columns: [
          { name: "a", type: { written: "vector(3)", canonical: "vector(3)" }, nullable: true },
          { name: "b", type: canonical("vector[]"), nullable: true },
        ],
        indexes: [
          {
            name: "i",
            unique: false,
            elements: [{ kind: "column", column: "a", operatorClass: "trgm_ops(siglen=32)" }],
          },
        ],
      }),
      triggers: [
        {
          name: "t",
          table: { name: "u" },
          timing: "before",
          events: ["update"],
          function: { name: "touch" },
        },
      ],
      views: [
        {
          name: "v",
          query: canonical("SELECT similarity(a, 'x'::vector) AS s FROM u"),
          columns: [{ name: "s", type: "vector(3)" }],
        },
      ],
    };
    const there = after(start, move);
    expect(there.tables[0]?.columns.map(({ type }) => type)).toEqual([
      { written: "extensions.vector(3)", canonical: "extensions.vector(3)" },
      canonical("extensions.vector[]"),
    ]);
    expect(there.tables[0]?.indexes[0]?.elements).toMatchObject([
      { operatorClass: "extensions.trgm_ops(siglen=32)" },
    ]);
    expect(there.triggers[0]?.function).toEqual({ schema: "extensions", name: "touch" });
    expect(there.views[0]).toMatchObject({
      query: canonical("SELECT extensions.similarity(a, 'x'::extensions.vector) AS s FROM u"),
      columns: [{ name: "s", type: "extensions.vector(3)" }],
    });
    expect(after(there, ...reverseAll([move]))).toEqual(start);
  });
});
