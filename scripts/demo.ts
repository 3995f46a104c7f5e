import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, styleText } from "node:util";

import { buildCommand } from "./lib/transcript.ts";
import { root } from "./workspace.ts";

/*
 * Shows the main job on examples/task-api, on the embedded PostgreSQL: `npm run demo`. It works on a copy among the temporary
 * files, which goes at the end unless `-- --keep` is said.
 */

const { keep } = parseArgs({ options: { keep: { type: "boolean", default: false } } }).values;
// To build it once takes less than to compile the sources for each command.
const built = await buildCommand();

// The person's own database is not that of the demonstration.
const { DATABASE_URL: _, ...env } = process.env;
const colours = process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "";

const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
  colours ? styleText(style, text) : text;
const print = (text = ""): void => void process.stdout.write(`${text}\n`);
const say = (text: string): void => print(paint("bold", `\n# ${text}`));
const typed = (command: string): void => print(paint("cyan", `\n$ ${command}`));

/** A copy of the example; what it imports is what this workspace has installed. */
function project(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "limbeck-demo-")));
  const example = join(root, "examples/task-api");
  for (const name of ["src", "drizzle.config.ts", "package.json", "tsconfig.json"])
    cpSync(join(example, name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
  for (const name of [".cache", "drizzle-orm"])
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  return folder;
}

const folder = project();

/** Runs a command as it would be typed, and gives what it answered. Its exit code must be the one that is expected. */
function limbeck(args: readonly string[], expected = 0): string {
  typed(["npx limbeck", ...args.map((arg, at) => (args[at - 1] === "-m" ? `"${arg}"` : arg))].join(" "));
  const { status, stdout } = spawnSync(process.execPath, [...built.command, ...args], {
    cwd: folder,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.stdout.write(stdout);
  if (status !== expected) throw new Error(`limbeck ${args.join(" ")} ended with ${status ?? "a signal"}`);
  if (expected !== 0) print(paint("dim", `(exit code ${expected})`));
  return stdout.trim();
}

function show(file: string): void {
  typed(`cat ${file}`);
  process.stdout.write(readFileSync(join(folder, file), "utf8"));
}

/** Takes the lines out of the models, as an editor would, and shows which. */
function removeLines(file: string, wanted: RegExp): void {
  const lines = readFileSync(join(folder, file), "utf8").split("\n");
  const kept = lines.filter((line) => !wanted.test(line));
  print();
  print(`  ${file}`);
  for (const line of lines.filter((one) => wanted.test(one))) print(paint("red", `  - ${line.trim()}`));
  writeFileSync(join(folder, file), kept.join("\n"));
}

function story(): void {
  say("The task service: Drizzle models and a drizzle.config.ts, and no database yet.");
  limbeck(["init"]);

  say("The first revision: from nothing to what the models say.");
  show(limbeck(["revision", "--autogenerate", "-m", "initial"]));

  say("A database. Here it is a folder of the embedded PostgreSQL; postgres://… works the same.");
  typed("echo DATABASE_URL=pglite://data > .env");
  writeFileSync(join(folder, ".env"), "DATABASE_URL=pglite://data\n");
  limbeck(["upgrade", "head"]);
  limbeck(["check"]);

  say("Months later, two columns are no longer needed: they go from the models, and `check` sees it.");
  removeLines("src/schema.ts", /^\s*(priority|tags):/);
  limbeck(["check"], 1);

  say("The second revision. It says what it destroys, and was run up, down and up again before it was kept.");
  show(limbeck(["revision", "--autogenerate", "-m", "remove priority and tags"]));
  limbeck(["upgrade", "head"]);

  say("And back by one step.");
  limbeck(["downgrade", "-1"]);
  limbeck(["current"]);
  limbeck(["history"]);
}

try {
  story();
  print(keep ? `\nThe project is in ${folder}.` : "");
} finally {
  built.remove();
  if (!keep) rmSync(folder, { recursive: true, force: true });
}
