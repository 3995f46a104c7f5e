import { describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";

import { readHeader } from "./header.ts";

const read = (text: string): ReturnType<typeof readHeader> => readHeader(text, "r/a.ts");

describe("readHeader", () => {
  it("reads constants and the comment", () => {
    const text = `/**
 * add tasks
 *
 * Revision: 002
 * Revises: 001
 * Created: 2026-11-21T12:00:00Z
 */
export const revision = "002";
export const downRevision = "001";
export const branchLabels: string[] = ["api"];
export const dependsOn: string[] = ['a', "b",];
`;
    expect(read(text)).toEqual({
      revision: "002",
      downRevisions: ["001"],
      branchLabels: ["api"],
      dependsOn: ["a", "b"],
      message: "add tasks",
      created: "2026-11-21T12:00:00Z",
      file: "r/a.ts",
    });
  });

  it.each([
    ["null", []],
    ["undefined", []],
    ["[]", []],
    ["[] as string[]", []],
    ["['a', 'b'] as const", ["a", "b"]],
    ['["a"] satisfies string[]', ["a"]],
    ["`a`", ["a"]],
    ['"\\x61\\u{62}"', ["ab"]],
    ['/* the "x" one */ "a" // and "b"', ["a"]],
  ])("downRevision = %s", (value, expected) => {
    expect(read(`export const revision = "r"; export const downRevision = ${value}`).downRevisions).toEqual(
      expected,
    );
  });

  it.each([
    [
      "no semicolons",
      'export const revision = "r"\nexport const downRevision = "p"\nexport function upgrade() {}',
    ],
    ["CommonJS", 'exports.revision = "r";\nexports.downRevision = "p";'],
    ["module.exports", 'module.exports.revision = "r"\nmodule.exports.downRevision = "p"\n'],
    ["a type", 'export const revision: string = "r"; export const downRevision: string | null = "p";'],
    ["Windows line ends", 'export const revision = "r";\r\nexport const downRevision = "p";\r\n'],
    [
      "after the bodies",
      'export function upgrade() { const revision = "x"; return `${revision}`; }\nexport const revision = "r"; export const downRevision = "p";',
    ],
    [
      "beside names, strings and comments that look alike",
      '// export const revision = "x";\nconst text = "export const revision = 1;";\nexport const revisions = ["y"];\nexport const revision = "r";\nexport const downRevision = "p";',
    ],
  ])("reads a header with %s", (_, text) => {
    expect(read(text)).toMatchObject({
      revision: "r",
      downRevisions: ["p"],
      branchLabels: [],
      dependsOn: [],
    });
  });

  it.each([
    ["revision", 'export const revision = "a" + "b";', 1],
    ["revision", "export const revision = makeId();", 1],
    ["revision", "export const revision = `a${b}`;", 1],
    ["revision", "export const revision = null;", 1],
    ["downRevision", 'export const revision = "a";\n\nexport const downRevision = parent;', 3],
    ["branchLabels", 'export const revision = "a";\nexport const branchLabels = ["x", y];', 2],
    ["dependsOn", 'export const revision = "a";\nexport const dependsOn = ["x" "y"];', 2],
    ["dependsOn", 'export const revision = "a";\nexport const dependsOn = [...others];', 2],
  ])("refuses a %s that is not literal: %s", async (constant, text, line) => {
    expect(await failure(() => read(text))).toMatchObject({
      code: "header-not-literal",
      exit: 3,
      facts: { file: "r/a.ts", constant, line },
    });
  });

  it.each([
    ["revision", 'export let revision = "a";', 1],
    ["revision", 'export var revision = "a";', 1],
    ["revision", 'const revision = "a";\nexport { revision };', 2],
    ["revision", 'const id = "a";\nexport { upgrade, id as revision };', 2],
    ["revision", 'export { revision } from "./ids.ts";', 1],
    ["revision", 'export default { revision: "a", downRevision: null };', 1],
    ["revision", 'export default defineRevision({\n  revision: "a",\n});', 2],
    ["revision", "export const { revision } = header;", 1],
    ["revision", "export const [revision] = header;", 1],
    ["revision", 'module.exports = {\n  revision: "a",\n  upgrade(op) {},\n};', 2],
    ["revision", "module.exports = { revision, upgrade };", 1],
    ["revision", 'exports = module.exports = { "revision": "a" };', 1],
    ["revision", 'exports["revision"] = "a";', 1],
    ["revision", 'Object.defineProperty(exports, "revision", { get: () => "a" });', 1],
    ["revision", 'Object.assign(exports, { revision: "a" });', 1],
    ["revision", 'export = { revision: "a" };', 1],
    ["downRevision", 'export const revision = "a";\nexport let downRevision = "p";', 2],
    ["downRevision", 'export const revision = "a";\nexport { parent as downRevision };', 2],
    [
      "dependsOn",
      'exports.revision = "a";\nmodule.exports.downRevision = null;\nexports["dependsOn"] = ["b"];',
      3,
    ],
    ["branchLabels", 'export const revision = "a";\nexport default { branchLabels: ["x"] };', 2],
  ])("refuses a %s that is exported otherwise: %s", async (constant, text, line) => {
    expect(await failure(() => read(text))).toMatchObject({
      code: "header-not-literal",
      exit: 3,
      facts: { file: "r/a.ts", constant, line },
    });
  });

  it.each([
    [
      "a default export of the bodies",
      'export const revision = "a";\nexport default { upgrade(op) { const dependsOn = 1; } };',
    ],
    [
      "an exported list of other names",
      'export const revision = "a";\nconst x = 1, dependsOn = 2;\nexport { x, dependsOn as y };',
    ],
    [
      "a function that has such a word",
      'exports.revision = "a";\nexports.upgrade = (op) => { let dependsOn = 1; };',
    ],
    [
      "what TypeScript writes in CommonJS",
      '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.dependsOn = exports.branchLabels = exports.downRevision = exports.revision = void 0;\nexports.upgrade = upgrade;\nexports.revision = "a";\nexports.downRevision = null;\nexports.branchLabels = [];\nexports.dependsOn = [];\nfunction upgrade(op) { }\n',
    ],
  ])("is not confused by %s", (_, text) => {
    expect(read(text)).toMatchObject({ revision: "a", downRevisions: [], branchLabels: [], dependsOn: [] });
  });

  it("refuses a constant that is said twice", async () => {
    const error = await failure(() => read('export const revision = "a";\nexport const revision = "b";'));
    expect(error).toMatchObject({ code: "header-repeated", facts: { constant: "revision", line: 2 } });
  });

  it.each(["", "export const x = 1;", 'const revision = "a";', "syntax error ("])(
    "says that a file is no revision: %j",
    async (text) => {
      expect(await failure(() => read(text))).toMatchObject({
        code: "header-missing",
        facts: { file: "r/a.ts" },
      });
    },
  );

  it("does not read the bodies once it knows all", () => {
    const header = `export const revision = "a"; export const downRevision = null;
export const branchLabels = []; export const dependsOn = [];`;
    expect(read(`${header}\nexport const revision = "b";`).revision).toBe("a");
  });
});

describe("the message", () => {
  it.each([
    ["/** one */", "one"],
    ["/**\n * one\n * two\n *\n * three\n */", "one\ntwo"],
    ["// @ts-check\n/* plain */", "plain"],
    ["/**\n * Revision: r\n * Revises: <base>\n */", ""],
    ["import x from 'y';\n/** not the head */", ""],
    ["\uFEFF/**\r\n * with marks\r\n */", "with marks"],
    [`${"/".repeat(200)}\n// banner ${"// ".repeat(50)}`, ""],
    [`${"/".repeat(200)}\n/* below a banner */`, "below a banner"],
  ])("of %j is %j", (comment, message) => {
    expect(read(`${comment}\nexport const revision = "r";`).message).toBe(message);
  });
});

describe("what a revision replaces", () => {
  const head = 'export const revision = "s";\nexport const downRevision = null;\n';
  const lists = "export const branchLabels = [];\nexport const dependsOn = [];\n";
  const replaces = 'export const replaces = ["a", "b"];\n';

  it.each([
    ["before the lists", head + replaces + lists],
    ["behind them", head + lists + replaces],
    ["behind the bodies", `${head}${lists}export function upgrade() {}\n${replaces}`],
  ])("is read where it stands: %s", (_, text) => {
    expect(read(text).replaces).toEqual(["a", "b"]);
  });

  it("is nothing where the file does not say it", () => {
    expect(read(`${head}${lists}export function upgrade() { const replaces = []; }`)).not.toHaveProperty(
      "replaces",
    );
  });
});
