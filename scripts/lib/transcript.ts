import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { bundle } from "../build/bundle.ts";
import { publishedDependencies } from "../build/manifest.ts";
import { root, workspaces } from "../workspace.ts";

/*
 * A transcript is a terminal session as text. `$ ` begins a line that is typed into a shell; what follows is what is printed,
 * what goes to stderr with `! ` in front, and at the end `[exit N]` unless N is 0. Other lines before the first `$ ` are for people.
 */

const PROJECT = join(root, "fixtures/transcripts/project");

/** The built command line, as a program that a shell finds. */
export interface Built {
  /** The folder of the program. */
  readonly bin: string;
  /** What the program hands to Node. */
  readonly command: readonly string[];
  readonly remove: () => void;
}

/** Builds the command line below the workspace, where Node finds the packages that it imports. */
export async function buildCommand(): Promise<Built> {
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "limbeck-transcripts-"));
  await bundle(join(folder, "built"), publishedDependencies(workspaces()));
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const program = join(bin, "limbeck");
  // A command ends long before it would repay the optimising of WebAssembly, which is half of what it would cost.
  const command = ["--liftoff-only", join(folder, "built/cjs/cli.cjs")];
  const words = [process.execPath, ...command].map((word) => `"${word}"`);
  writeFileSync(program, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`);
  chmodSync(program, 0o755);
  return { bin, command, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs a transcript in a new copy of the project, and gives it with what is printed now. `url` is `$DB` in it. */
export function play(transcript: string, { bin }: Built, url: string): string {
  const folder = copyProject();
  try {
    const [about = "", ...sessions] = transcript.split(/^\$ /m);
    const lines = sessions.map((session) => session.split("\n")[0] ?? "");
    return about + lines.map((line) => entry(line, folder, bin, url)).join("");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyProject(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "limbeck-transcript-")));
  cpSync(PROJECT, folder, { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  for (const name of [".cache", "drizzle-orm"])
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  return folder;
}

function entry(line: string, folder: string, bin: string, url: string): string {
  const { DATABASE_URL: _, FORCE_COLOR: __, ...own } = process.env;
  const env = { ...own, DB: url, CI: "1", PATH: `${bin}${delimiter}${own["PATH"] ?? ""}` };
  const { status, stdout, stderr } = spawnSync("sh", ["-c", line], { cwd: folder, env, encoding: "utf8" });
  const neutral = (text: string): readonly string[] => linesOf(neutralised(text, folder, url));
  return [
    `$ ${line}`,
    ...neutral(stdout),
    ...neutral(stderr).map((one) => `! ${one}`.trimEnd()),
    ...(status === 0 ? [] : [`[exit ${status ?? "by a signal"}]`]),
    "",
  ].join("\n");
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/** Without what is different each time, and with escapes that can be read. */
function neutralised(text: string, folder: string, url: string): string {
  return (
    text
      .replaceAll(folder, "PROJECT")
      .replaceAll(url, "URL")
      .replaceAll(hostname(), "HOST")
      .replace(/\d+ ms/g, "N ms")
      // Whether the embedded PostgreSQL is prepared, and a replay remembered depends on what ran before, here or elsewhere.
      .replace(/^ {2}preparing .*\n/gm, "")
      .replaceAll(" (snapshot)", "")
      .replace(/"duration":[\d.]+/g, '"duration":N')
      .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d)?/g, "DATE")
      .replaceAll("\u001B", "\\e")
  );
}
