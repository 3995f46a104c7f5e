import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import jsTokens from "js-tokens";

import { plainTokenAt } from "./plainToken.ts";

const PIECES = [
  ...Array.from("=;:,.[]{}()|/*`'\"\\#@<>+-?!&\n\r\t $_aé1\u2028\u00a0\uFEFF"),
  ...[
    "export",
    "const",
    "revision",
    "=",
    '"a1"',
    "'b'",
    "`c`",
    "`${d}`",
    "/* e */",
    "// f",
    "/g/",
    "//",
    "/*",
    "*/",
  ],
  ...[
    "=>",
    "==",
    "...",
    "||",
    "|=",
    "?.",
    "0x1",
    ".5",
    "a\\u0062",
    "ünï",
    '"\\n"',
    '"unclosed',
    "as",
    "type",
    "\r\n",
  ],
];

const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(""));

describe("plainTokenAt", () => {
  it("finds the tokens that the tokeniser finds, up to where it stops", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const [found, stopped] = plain(text);
        expect(found).toEqual(tokensBefore(text, stopped));
      }),
      { numRuns: 5000 },
    );
  });

  it("reads a whole header", () => {
    const text = `\uFEFF/** add */\r\nimport { sql } from 'limbeck';\r\n// one
export const revision: string = "a";\nexport const downRevision: string | null = null;
export const branchLabels: string[] = [];\nexport const dependsOn = ["b", 'c'];\n`;
    const [found, stopped] = plain(text);
    expect(stopped).toBe(text.trimEnd().length);
    expect(found).toEqual(tokensBefore(text, stopped));
  });
});

type Found = readonly { readonly type: string; readonly value: string; readonly offset: number }[];

function plain(text: string): readonly [Found, number] {
  const found = [];
  let end = 0;
  for (let token = plainTokenAt(text, 0); token !== undefined; token = plainTokenAt(text, end)) {
    found.push(token);
    end = token.offset + token.value.length;
  }
  return [found, end];
}

function tokensBefore(text: string, end: number): Found {
  let offset = 0;
  const placed = [...jsTokens(text)].map(({ type, value }) => {
    const token = { type, value, offset };
    offset += value.length;
    return token;
  });
  return placed.filter((token) => token.offset < end && !/Space|Line|Comment/.test(token.type));
}
