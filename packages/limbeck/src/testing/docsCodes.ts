import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { WORKSPACE } from "./docs.ts";

/** A code that some package can throw, with the exit code that goes with it. */
export interface ThrownCode {
  readonly code: string;
  readonly exit: number;
}

const CONSTRUCTOR = /new (?:LimbeckError|Refusal)\(/;
const CODE = /"([a-z]+(?:-[a-z]+)*)"/g;

/** Where the exit code is chosen while the program runs; the tests of the runtime hold these. */
const CHOSEN: Readonly<Record<string, number>> = { "migration-failed": 4, cancelled: 130 };

/** The codes of every `LimbeckError` in the sources, by code. */
export function thrownCodes(): readonly ThrownCode[] {
  const found = sources().flatMap(codesIn);
  const byCode = new Map(found.map((one) => [one.code, one]));
  for (const { code, exit } of found) {
    if (byCode.get(code)?.exit !== exit) throw new Error(`${code} ends with several exit codes`);
  }
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function sources(): readonly string[] {
  const packages = readdirSync(join(WORKSPACE, "packages")).filter((name) => name !== "testkit");
  return packages.flatMap((name) => {
    const folder = join(WORKSPACE, "packages", name, "src");
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !/\btesting\b/.test(file))
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .filter((text) => CONSTRUCTOR.test(text));
  });
}

function codesIn(text: string): readonly ThrownCode[] {
  return [...inConstructors(text), ...inHelpers(text), ...inTables(text)];
}

/** `new LimbeckError({ code: "…", exit: STATE })`. */
function inConstructors(text: string): readonly ThrownCode[] {
  return bodies(text).flatMap((body) => {
    const line = /^\s*code: (.*),$/m.exec(body)?.[1] ?? /\bcode: ("[a-z-]+")/.exec(body)?.[1] ?? "";
    return [...line.matchAll(CODE)].map(([, code = ""]) => ({ code, exit: exitOf(code, body, text) }));
  });
}

/** `state("…", …)`, where `state` hands its first argument on as the code. */
function inHelpers(text: string): readonly ThrownCode[] {
  const helpers = [...text.matchAll(/^function (\w+)\(\s*code: string[^]*?\n}\n/gm)];
  return helpers.flatMap(([body, name = ""]) => {
    const calls = text.matchAll(new RegExp(`\\b${name}\\(\\s*"([a-z-]+)"`, "g"));
    return [...calls].map(([, code = ""]) => ({ code, exit: exitOf(code, body, text) }));
  });
}

/** `{ code: "…", exit: 2 }` of a table that a constructor reads. */
function inTables(text: string): readonly ThrownCode[] {
  return [...text.matchAll(/^\s+code: "([a-z-]+)",\n\s+exit: (\d+),$/gm)].map(([, code = "", exit]) => ({
    code,
    exit: Number(exit),
  }));
}

/** What stands between the braces of each constructor. */
function bodies(text: string): readonly string[] {
  return text
    .split(CONSTRUCTOR)
    .slice(1)
    .map((rest) => rest.slice(0, closing(rest)));
}

function closing(text: string): number {
  let depth = 0;
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    depth += brace === "{" ? 1 : -1;
    if (depth === 0) return index + 1;
  }
  return text.length;
}

/** Usage, 2, is what an error says that says nothing. */
function exitOf(code: string, body: string, text: string): number {
  const chosen = CHOSEN[code];
  if (chosen !== undefined) return chosen;
  const written = /\bexit(?:: (?:known\?\.exit \?\? )?(\w+))?/.exec(body.replace(/^.*code:/m, ""))?.[1];
  if (written === undefined) return 2;
  const constant = new RegExp(`const ${written}: ExitCode = (\\d+)`).exec(text)?.[1];
  return Number(constant ?? written);
}
