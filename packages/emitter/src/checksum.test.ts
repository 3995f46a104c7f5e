import { describe, expect, it } from "@jest/globals";
import { format } from "prettier";

import { bodyChecksum, changedLine } from "./checksum.ts";

const FILE = `/**
 * first
 */
import { sql, type Operations } from "limbeck";

export const revision = "a";
export const downRevision = null;
export const branchLabels: string[] = [];
export const dependsOn: string[] = [];

export function upgrade(op: Operations): void {
  // a comment
  op.createTable("t", {
    columns: [{ name: "id", type: "integer", "nullable": false }, { name: 'say "hi"', type: "text" }],
    checks: [{ name: "c", expression: sql\`id > 0
      and id < 9\` }],
  });
  op.run(async (x) => { await x.db.execute("select 1"); });
}

export function downgrade(op: Operations): void {
  op.dropTable("t");
}
`;

describe("bodyChecksum", () => {
  it.each([
    [
      "another layout",
      (text: string) =>
        format(text, {
          parser: "typescript",
          singleQuote: true,
          semi: false,
          arrowParens: "avoid",
          trailingComma: "none",
          quoteProps: "consistent",
          printWidth: 40,
        }),
    ],
    ["Windows line ends", (text: string) => text.replaceAll("\n", "\r\n")],
    ["another parent", (text: string) => text.replace("downRevision = null", 'downRevision = "b"')],
    [
      "a branch label",
      (text: string) => text.replace("branchLabels: string[] = []", 'branchLabels: string[] = ["x"]'),
    ],
    [
      "another message and other comments",
      (text: string) => text.replace("first", "second").replace("// a comment\n", ""),
    ],
  ])("stays the same with %s", async (_, change) => {
    const changed = await change(FILE);
    expect(changed).not.toBe(FILE);
    expect(bodyChecksum(changed)).toBe(bodyChecksum(FILE));
  });

  it.each([
    ["a name", '"t"', '"u"'],
    ["a number in SQL", "id < 9", "id < 8"],
    ["space in SQL", "id > 0", "id  > 0"],
    ["a value for a name", 'dropTable("t")', "dropTable(t)"],
    ["an import", "sql, type", "type"],
    ["a statement more", "op.dropTable", 'op.execute("x"); op.dropTable'],
    ["two words that were one", '"integer"', '"integer", ""'],
  ])("changes with %s", (_, from, to) => {
    expect(FILE).toContain(from);
    expect(bodyChecksum(FILE.replace(from, to))).not.toBe(bodyChecksum(FILE));
  });
});

describe("changedLine", () => {
  const lineOf = (word: string): number => FILE.split("\n").findIndex((line) => line.includes(word)) + 1;

  it.each([
    ["a directive that says something else", "id < 9", "id < 8", lineOf("createTable")],
    ["the last of several", "select 1", "select 2", lineOf("op.run")],
    ["one in the other direction", 'dropTable("t")', 'dropTable("u")', lineOf("op.dropTable")],
    ["one more", "  op.dropTable", '  op.execute("x");\n  op.dropTable', lineOf("op.dropTable")],
    ["one less at the end", '  op.dropTable("t");\n', "", lineOf("op.dropTable")],
    ["an import", "sql, type", "type", lineOf("import")],
  ])("finds %s", (_, from, to, line) => {
    const changed = FILE.replace(from, to);
    expect(changed).not.toBe(FILE);
    expect(changedLine(changed, bodyChecksum(FILE))).toBe(line);
    const semicolons = (text: string): string => text.replaceAll(";\n", "\n");
    expect(changedLine(semicolons(changed), bodyChecksum(FILE))).toBe(line);
  });

  it("finds none where there is none, or where nothing is known of directives", () => {
    expect(changedLine(FILE, bodyChecksum(FILE))).toBeUndefined();
    expect(changedLine(FILE, "0123")).toBeUndefined();
  });
});
