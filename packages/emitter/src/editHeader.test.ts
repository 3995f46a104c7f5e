import { describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";
import fc from "fast-check";

import { bodyChecksum } from "./checksum.ts";
import { editHeader, type HeaderChanges } from "./editHeader.ts";
import { readHeader } from "./header.ts";

const FILE = `/**
 * add tasks, for Revision: 002
 *
 * Revision: 002
 * Revises: 001
 * Created: 2026-11-21T12:00:00Z
 */
import { type Operations } from "limbeck";

export const revision = "002";
export const downRevision = "001";
export const branchLabels: string[] = [];
export const dependsOn: string[] = [];

export function upgrade(op: Operations): void {
  op.execute("SELECT '001', '002'");
}
`;

describe("editHeader", () => {
  it("changes constants and the lines of the comment that repeat them, nothing else", () => {
    const changes = { revision: "003", downRevisions: ["002"], branchLabels: ["api"], dependsOn: ["x", "y"] };
    expect(editHeader(FILE, "a.ts", changes)).toBe(
      FILE.replace("* Revision: 002", "* Revision: 003")
        .replace("Revises: 001", "Revises: 002")
        .replace('revision = "002"', 'revision = "003"')
        .replace('downRevision = "001"', 'downRevision = "002"')
        .replace("branchLabels: string[] = []", 'branchLabels: string[] = ["api"]')
        .replace("dependsOn: string[] = []", 'dependsOn: string[] = ["x", "y"]'),
    );
  });

  it("leaves a file that says it already", () => {
    expect(editHeader(FILE, "a.ts", { revision: "002", downRevisions: ["001"] })).toBe(FILE);
  });

  it.each([
    ["single quotes", "'a'", ["b"], "'b'"],
    ["a template", "`a`", ["b"], "`b`"],
    ["no parent", '"a"', [], "null"],
    ["the first parent, in the quotes of the revision", "null", ["b"], '"b"'],
    ["undefined", "undefined", ["b"], '"b"'],
    ["an array of one", "[ 'a', ] as const", ["b"], "[ 'b', ] as const"],
    ["an array that is laid out", '[\n  "a", // one\n  "c",\n]', ["b", "c"], '[\n  "b", // one\n  "c",\n]'],
    ["more than before", "'a' as const", ["b", "c"], "['b', 'c'] as const"],
    ["fewer than before", '["a", "b"]', ["c"], '["c"]'],
    ["none of several", '["a", "b"]', [], "[]"],
    [
      "an assertion",
      'null satisfies string | null /* "x" */',
      ["b"],
      '"b" satisfies string | null /* "x" */',
    ],
    ["comments beside", "/* old */ 'a' // why", ["b"], "/* old */ 'b' // why"],
  ])("writes %s", (_, value, downRevisions, expected) => {
    const text = (said: string): string =>
      `export const revision = "r";\r\nexport const downRevision = ${said}\r\n`;
    expect(editHeader(text(value), "a.ts", { downRevisions })).toBe(text(expected));
  });

  it.each([
    ["exports.revision = 'r';", "exports.revision = 'r';\nexports.downRevision = 'p';"],
    ["module.exports.revision = 'r'", "module.exports.revision = 'r'\nmodule.exports.downRevision = 'p'"],
    [
      'export const revision = "r"; // mine\r\n\r\nlet x;\r\n',
      'export const revision = "r"; // mine\r\nexport const downRevision = "p";\r\n\r\nlet x;\r\n',
    ],
    [
      'export const revision = "r"; /* two\nlines */',
      'export const revision = "r";\nexport const downRevision = "p"; /* two\nlines */',
    ],
  ])("puts in a constant that is left out of %j", (text, expected) => {
    expect(editHeader(text, "a.js", { downRevisions: ["p"] })).toBe(expected);
  });

  it("leaves a comment that says something else", () => {
    const text = '/**\n * Revision: other\n * Revises: none of it\n */\nexports.revision = "r";\n';
    expect(editHeader(text, "a.js", { revision: "s" })).toBe(text.replace('"r"', '"s"'));
  });

  it("fails as reading does", async () => {
    expect(await failure(() => editHeader("", "a.ts", { revision: "a" }))).toMatchObject({
      code: "header-missing",
    });
  });
});

describe("law: the file says the change, and everything else stays", () => {
  const name = fc.string({
    unit: fc.constantFrom("a", "Z", "0", "_", ".", "é", "'", '"', "`", "\\", "$", "{"),
    minLength: 1,
  });
  const names = fc.uniqueArray(name, { maxLength: 3 });
  const header = fc.record({ revision: name, downRevisions: names, branchLabels: names, dependsOn: names });
  const style = fc.record({
    quote: fc.constantFrom('"', "'"),
    form: fc.constantFrom("export const ", "exports.", "module.exports."),
    semicolon: fc.constantFrom(";", ""),
    assertion: fc.constantFrom("", " as const", " satisfies unknown"),
    comma: fc.constantFrom("", ","),
    space: fc.constantFrom("", " ", "\n  ", " // note\n  ", " /* 'x' */ "),
    eol: fc.constantFrom("\n", "\r\n"),
    leaveOut: fc.boolean(),
    bom: fc.constantFrom("", "\uFEFF"),
    comment: fc.boolean(),
  });
  type Style = typeof style extends fc.Arbitrary<infer T> ? T : never;
  type Header = typeof header extends fc.Arbitrary<infer T> ? T : never;

  const BODY = 'export function upgrade(op) {\n  op.execute("SELECT 1");\n}\n';

  function written(said: Header, how: Style): string {
    const { quote, form, semicolon, assertion, comma, space, eol, leaveOut, bom, comment } = how;
    const string = (value: string): string => {
      const inside = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"');
      return quote + inside.replaceAll(quote, `\\${quote}`) + quote;
    };
    const list = (values: readonly string[]): string =>
      `[${values.map((value) => space + string(value)).join(",")}${values.length > 0 ? comma : ""}${space}]`;
    const [parent, ...others] = said.downRevisions;
    const down =
      others.length > 0 ? list(said.downRevisions) : parent === undefined ? "null" : string(parent);
    const lines = [
      `${form}revision =${space}${string(said.revision)}${assertion}${semicolon}`,
      ...(leaveOut && parent === undefined ? [] : [`${form}downRevision = ${down}${assertion}${semicolon}`]),
      ...(["branchLabels", "dependsOn"] as const)
        .filter((key) => !leaveOut || said[key].length > 0)
        .map((key) => `${form}${key} = ${list(said[key])}${assertion}${semicolon}`),
    ];
    const revises = said.downRevisions.length === 0 ? "<base>" : said.downRevisions.join(", ");
    const top = comment
      ? `/**\n * words\n *\n * Revision: ${said.revision}\n * Revises: ${revises}\n */\n`
      : "";
    return bom + `${top}${lines.join("\n")}\n\n${BODY}`.replaceAll("\n", eol);
  }

  const changes = fc.record(
    { revision: name, downRevisions: names, branchLabels: names, dependsOn: names },
    { requiredKeys: [] },
  );

  it("for every style", () => {
    fc.assert(
      fc.property(header, style, changes, (said, how, change: HeaderChanges) => {
        const text = written(said, how);
        const before = readHeader(text, "a.ts");
        expect(before).toMatchObject(said);
        const edited = editHeader(text, "a.ts", change);
        expect(readHeader(edited, "a.ts")).toEqual({ ...before, ...change });
        expect(bodyChecksum(edited)).toBe(bodyChecksum(text));
        expect(edited.endsWith(BODY.replaceAll("\n", how.eol))).toBe(true);
        // There and back again: the letters of the head are those that it had, where nothing had to be put in.
        const { revision, downRevisions, branchLabels, dependsOn } = before;
        const back = editHeader(edited, "a.ts", { revision, downRevisions, branchLabels, dependsOn });
        expect(readHeader(back, "a.ts")).toEqual(before);
        const sameCount =
          (change.downRevisions?.length ?? downRevisions.length) === downRevisions.length &&
          (change.branchLabels?.length ?? branchLabels.length) === branchLabels.length &&
          (change.dependsOn?.length ?? dependsOn.length) === dependsOn.length;
        if (sameCount) expect(back).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
