import { type Command, Option } from "commander";

import { type Project } from "../project/project.ts";
import { type Output } from "../output/output.ts";
import { type Globals } from "./globals.ts";

/** What a command works with. */
export interface Scene {
  readonly output: Output;
  readonly cwd: string;
  /** Ends the command when the person interrupts it. Who does not look at it is ended at once. */
  readonly signal: AbortSignal;
  /** Reads the configuration; a command that needs none does not call it. */
  readonly project: () => Promise<Project>;
}

/** A command answers with its exit code: 1 where it found something, 4 where a proof failed. */
export type Exit = 0 | 1 | 4;

/** Runs what was chosen: makes the scene of the global options and hands it on. */
export type Start = (globals: Globals, run: (scene: Scene) => Promise<Exit>) => Promise<void>;

/** Describes one command to the command line; what it does is loaded only when it is called. */
export type Define = (root: Command, start: Start) => void;

/** What a command does, with its arguments and the options of its own and of all commands. */
export type Run<Options> = (
  scene: Scene,
  args: readonly string[],
  options: Options & Globals,
) => Promise<Exit>;

/** Runs a command with the options before it and those behind it; commander lets the defaults of the former win. */
export function action<Options extends object>(command: Command, start: Start, run: Run<Options>): void {
  command.action(async (...called: readonly unknown[]) => {
    const args = called
      .slice(0, -2)
      .flat()
      .filter((arg) => typeof arg === "string");
    const before = command.parent?.opts<Globals>() ?? {};
    const own = command.opts<Options & Globals>();
    const x = [...(before.x ?? []), ...(own.x ?? [])];
    const options = { ...before, ...own, color: before.color !== false && own.color !== false, x };
    await start(options, (scene) => run(scene, args, options));
  });
}

/** Lines for the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return ["", "Examples:", ...lines.map((line) => `  $ ${line}`)].join("\n");
}

export function againstOption(): Option {
  return new Option(
    "--against <side>",
    "the database, or what the revisions lead to (default: the database where one is named)",
  ).choices(["database", "revisions"]);
}
