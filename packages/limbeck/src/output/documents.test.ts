import { describe, expect, it } from "@jest/globals";

import { type RevisionInfo } from "../actions/history.ts";
import { dotLines } from "./dot.ts";
import { mermaidLines } from "./mermaid.ts";

const MESSAGES = [
  "add carts",
  'say "no" to `ticks`, [brackets] (and) {braces} <b>tags</b> | pipes; %%{init: {}}%% style x: #fff; #35;',
  "C:\\temp\\",
  "a & b &amp; &lt;",
  "日本語 Größe 🚀 a\u0301",
  "end",
  "",
];

function info(revision: string, message: string, rest: Partial<RevisionInfo> = {}): RevisionInfo {
  return {
    revision,
    message,
    downRevisions: [],
    branchLabels: [],
    branches: [],
    dependsOn: [],
    dependencies: [],
    children: ["x"],
    dependents: [],
    head: false,
    branchPoint: false,
    mergePoint: false,
    ...rest,
  };
}

const GRAPH = [
  info("dd", "four", { downRevisions: ["bb", "cc"], head: true, mergePoint: true }),
  info("cc", "three", { downRevisions: ["aa"], dependencies: ["other"], branches: ["shop", "more"] }),
  info("bb", "two", { downRevisions: ["aa", "unlisted"] }),
  info("other", "one\nand a second line"),
  info("aa", "zero", { branchPoint: true }),
];

describe("--format dot", () => {
  /** A quoted text of Graphviz; in a label `\n` begins a line, `\\` is a backslash, and entities are read. */
  const read = (quoted: string): string =>
    quoted
      .replace(/\\(.)/gs, (_, sign: string) => (sign === "n" ? "\n" : sign))
      .replace(/&(amp|lt);/g, (_, name: string) => ({ amp: "&", lt: "<" })[name] ?? "");

  it("draws every revision once, parents as lines and dependencies dashed", () => {
    expect(dotLines(GRAPH)).toEqual([
      "digraph revisions {",
      "  rankdir=BT;",
      "  node [shape=box];",
      '  "dd" [label="dd (head) (mergepoint)\\nfour"];',
      '  "cc" [label="cc (shop, more)\\nthree"];',
      '  "bb" [label="bb\\ntwo"];',
      '  "other" [label="other\\none"];',
      '  "aa" [label="aa (branchpoint)\\nzero"];',
      '  "bb" -> "dd";',
      '  "cc" -> "dd";',
      '  "aa" -> "cc";',
      '  "aa" -> "bb";',
      '  "other" -> "cc" [style=dashed];',
      "}",
    ]);
  });

  it.each(MESSAGES)("reads back as %j", (message) => {
    const line = dotLines([info("aa", message)])[3] ?? "";
    const [, label] = /^ {2}"aa" \[label="((?:[^"\\]|\\.)*)"\];$/s.exec(line) ?? [];
    expect(read(label ?? "")).toBe(`aa\n${message}`);
  });
});

describe("--format mermaid", () => {
  const read = (label: string): string =>
    label.replace("<br/>", "\n").replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

  it("draws every revision once, parents as lines and dependencies dotted", () => {
    expect(mermaidLines(GRAPH)).toEqual([
      "flowchart BT",
      '  rdd["dd (head) (mergepoint)<br/>four"]',
      '  rcc["cc (shop, more)<br/>three"]',
      '  rbb["bb<br/>two"]',
      '  rother["other<br/>one"]',
      '  raa["aa (branchpoint)<br/>zero"]',
      "  rbb --> rdd",
      "  rcc --> rdd",
      "  raa --> rcc",
      "  raa --> rbb",
      "  rother -.-> rcc",
    ]);
  });

  it.each(MESSAGES)("reads back as %j, with no sign that Mermaid takes for its own", (message) => {
    const line = mermaidLines([info("aa", message)])[1] ?? "";
    const [, label = ""] = /^ {2}raa\["([^"]*)"\]$/.exec(line) ?? [];
    expect(read(label)).toBe(`aa\n${message}`);
    expect(label.replace("<br/>", "").replace(/#\d+;/g, "")).not.toMatch(/["#;:%{}<>&`[\]|\\*]/);
  });

  it("keeps ids apart that differ in a sign only", () => {
    const lines = mermaidLines([info("a.b", ""), info("a_b", ""), info("añb", ""), info("a_2e_b", "")]);
    const names = lines.slice(1).map((line) => /^ {2}(\w+)\[/.exec(line)?.[1]);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(4);
  });
});
