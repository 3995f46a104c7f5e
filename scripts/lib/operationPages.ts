import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import {
  compile,
  hazards,
  type Operation,
  type Operations,
  record,
  reverse,
  sql,
} from "../../packages/operations/src/index.ts";

/** A directive as its family's page tells it. */
export interface DirectiveSection {
  readonly directive: string;
  /** Lines of a revision file, and the SQL that is said to come of each; absent where none is. */
  readonly examples: readonly { readonly line: string; readonly sql?: string }[];
  /** The names in code of the line `Opposite: …`. */
  readonly opposites: readonly string[];
  /** The codes of the line `Hazards: …`. */
  readonly hazards: readonly string[];
}

/** The pages of a folder, by family. */
export function operationPages(folder: string): ReadonlyMap<string, readonly DirectiveSection[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return new Map(
    files.map((name) => [name.slice(0, -".md".length), sectionsOf(readFileSync(join(folder, name), "utf8"))]),
  );
}

/** The sections of a page: all but its first part begin with `## directive`. */
export function sectionsOf(page: string): readonly DirectiveSection[] {
  const [, ...parts] = page.replaceAll("\r\n", "\n").split(/^## /m);
  return parts.map((part) => ({
    directive: part.slice(0, part.indexOf("\n")),
    examples: [...part.matchAll(EXAMPLE)].map(([, line = "", statements]) =>
      statements === undefined ? { line } : { line, sql: statements },
    ),
    opposites: lineNames(part, "Opposite"),
    hazards: lineNames(part, "Hazards").filter((name) => name.includes("-")),
  }));
}

const EXAMPLE = /```ts\n(.*?)```\n(?:\n```sql\n(.*?)```\n)?/gs;

/** The names in backquotes of a paragraph that begins with a word. */
function lineNames(part: string, word: string): readonly string[] {
  const [paragraph = ""] = part.split("\n\n").filter((text) => text.startsWith(`${word}: `));
  return [...paragraph.matchAll(/`([\w-]+)`/g)].map(([, name = ""]) => name);
}

/** What a line of a revision file records. */
export function recordLine(line: string): readonly Operation[] {
  const context = {
    dialect: "postgres",
    direction: "upgrade",
    offline: false,
    replay: false,
    x: {},
  } as const;
  const body = new Function("op", "sql", line) as (op: Operations, tag: typeof sql) => void;
  return record((op) => body(op, sql), context).map(({ operation }) => operation);
}

/** What a line becomes: the text of its statements, its opposites, the codes of its hazards. */
export function lineFacts(line: string) {
  const operations = recordLine(line);
  const statements = operations.flatMap((op) => {
    const plan = compile(op, "postgres", { version: 180000 });
    return plan.kind === "statements" ? plan.statements : [];
  });
  return {
    kinds: operations.map(({ kind }) => kind),
    sql: statements.map((statement) => `${statement.sql};\n`).join(""),
    opposites: operations.map((op) => reverse(op).kind),
    hazards: operations.flatMap((op) => hazards(op).map(({ code }) => code)),
  };
}
