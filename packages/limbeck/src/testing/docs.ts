import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const WORKSPACE = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");

/** A page of the documentation. */
export interface Doc {
  /** Relative to the workspace, with slashes: `docs/tutorial.md`. */
  readonly path: string;
  readonly text: string;
}

export function readDoc(path: string): Doc {
  return { path, text: readFileSync(join(WORKSPACE, path), "utf8") };
}

/** Every page that a user reads. */
export function allDocs(): readonly Doc[] {
  const docs = readdirSync(join(WORKSPACE, "docs"), { recursive: true, encoding: "utf8" });
  const pages = docs
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name.replaceAll("\\", "/")}`);
  return ["README.md", "CHANGELOG.md", ...pages.sort()].map(readDoc);
}

/** A fenced block. */
export interface Fence {
  readonly language: string;
  readonly lines: readonly string[];
  /** Of the opening fence, counted from 1. */
  readonly line: number;
}

const FENCE = /^```(\w*)\n([^]*?)^```$/gm;

export function fences({ text }: Doc): readonly Fence[] {
  return [...text.matchAll(FENCE)].map(({ index, 1: language = "", 2: body = "" }) => ({
    language,
    lines: body.split("\n").slice(0, -1),
    line: text.slice(0, index).split("\n").length,
  }));
}

/** The page with its fenced blocks made empty, so that what they hold is not taken for markdown. */
function prose({ text }: Doc): string {
  return text.replace(FENCE, "");
}

/** What a heading is called in a link, as GitHub does it. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");
}

export function headings(doc: Doc): readonly string[] {
  return [...prose(doc).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
}

/** The targets of all links that stay inside the workspace. */
export function links(doc: Doc): readonly string[] {
  const targets = [...prose(doc).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** Where a link leads, relative to the workspace; absent: nowhere. */
export function follow(doc: Doc, link: string): string | undefined {
  const [path = "", fragment] = link.split("#");
  const target = path === "" ? doc.path : join(dirname(doc.path), path).replaceAll("\\", "/");
  if (!existsSync(join(WORKSPACE, target))) return undefined;
  if (fragment === undefined) return target;
  return headings(readDoc(target)).some((heading) => anchor(heading) === fragment) ? target : undefined;
}

/** The part of a page under a heading, up to the next one of the same depth or above. */
export function section({ text }: Doc, heading: string): string {
  const start = text.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`there is no heading ${heading}`);
  const depth = heading.indexOf(" ");
  const rest = text.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`^#{1,${depth}} `, "m"));
  return end < 0 ? rest : rest.slice(0, end);
}

/** The code that begins each row of the tables in a text: `--sql` of "| `--sql` | as SQL |". */
export function rowNames(text: string): readonly string[] {
  return [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, name = ""]) => name);
}

/** The lines that a person types, of the blocks for a shell. */
export function typedLines(doc: Doc): readonly string[] {
  return fences(doc).flatMap(({ language, lines }) => {
    if (language === "sh") return lines.filter((line) => line !== "" && !line.startsWith("#"));
    if (language !== "console") return [];
    return lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
  });
}

/** The words of a line, without its comment; quotes hold words together. */
export function words(line: string): readonly string[] {
  const found = [...line.replace(/\s+#.*$/, "").matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)];
  return found.map(([, double, single, plain]) => double ?? single ?? plain ?? "");
}

/** The arguments of `limbeck` in a typed line, whatever stands before and behind them; absent: it does not call it. */
export function limbeckArguments(line: string): readonly string[] | undefined {
  const all = words(line);
  const at = all.indexOf("limbeck");
  const isCall = at === 0 || (at > 0 && ["npx", "exec", "&&", "run"].includes(all[at - 1] ?? ""));
  if (!isCall) return undefined;
  const rest = all.slice(at + 1);
  const end = rest.findIndex((word) => [">", "|", "&&", "||", ";"].includes(word));
  return end < 0 ? rest : rest.slice(0, end);
}
