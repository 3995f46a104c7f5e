import { withStdoutOnStderr } from "@limbeck/loader/stdout";
import { isLimbeckError } from "@limbeck/model";
import { CommanderError } from "commander";

import { type Exit, type Scene } from "./commands/command.ts";
import { type Globals, projectOptions } from "./commands/globals.ts";
import { program } from "./commands/program.ts";
import { onInterrupt } from "./interrupt.ts";
import { openOutput, type Output } from "./output/output.ts";
import { sayStart } from "./output/slowStart.ts";
import { sizeTerminal } from "./output/terminal.ts";
import { newTurns } from "./turns.ts";

/** Runs a command line and gives its exit code. Nothing is thrown. */
export async function main(argv: readonly string[], cwd: string = process.cwd()): Promise<number> {
  if (isShellAsking(argv)) {
    await (await import("./completion/answer.ts")).complete(argv.slice(2), cwd);
    return 0;
  }
  for (const stream of [process.stdout, process.stderr]) sizeTerminal(stream);
  let exit = 0;
  const root = program(async (globals, run) => {
    exit = await perform(globals, cwd, run);
  });
  root.exitOverride();
  for (const command of root.commands) command.exitOverride();
  try {
    await root.parseAsync([...protect(argv)], { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

/** The script of a shell asks what can be completed. No command of the help: nobody types it. */
function isShellAsking([command, divider]: readonly string[]): boolean {
  return command === "complete" && divider === "--";
}

/** `downgrade -1`: a step back looks like an option, so it is taken for what it is. */
function protect(argv: readonly string[]): readonly string[] {
  const at = argv.findIndex((arg) => /^-\d+$/.test(arg));
  return at < 0 || argv.includes("--")
    ? argv
    : [...argv.slice(0, at), ...argv.slice(at + 1), "--", argv[at] ?? ""];
}

async function perform(globals: Globals, cwd: string, run: (scene: Scene) => Promise<Exit>): Promise<number> {
  // What cannot be written to the log has to be said without it.
  let output: Output = openOutput({ ...globals, logFile: undefined });
  const interrupt = onInterrupt();
  const turns = newTurns(async () => {
    const { openProjects } = await import("./project/project.ts");
    return openProjects({ ...projectOptions(globals, cwd), onSlowStart: sayStart(() => output) });
  });
  try {
    output = turns.output(openOutput(globals));
    const scene = (project: Scene["project"]): Scene => ({
      output,
      cwd,
      project,
      get signal() {
        return interrupt.signal();
      },
    });
    // Models, revisions and hooks may print whenever they run; stdout is for answers.
    return await withStdoutOnStderr(() =>
      turns.run((project) => tellingBranches(project, () => run(scene(project)))),
    );
  } catch (error) {
    output.progress.rest();
    const { tellError } = await import("./output/error.ts");
    return tellError(error, output);
  } finally {
    turns.end();
    output.progress.rest();
    interrupt.stop();
  }
}

/** Of a revision that no file has, git may know more. Looked up for a person only: a program has no branches to check out. */
async function tellingBranches(project: Scene["project"], run: () => Promise<Exit>): Promise<Exit> {
  try {
    return await run();
  } catch (error) {
    if (!isLimbeckError(error) || error.code !== "database-revision-unknown") throw error;
    const { onBranches } = await import("./project/lostRevision.ts");
    throw await onBranches(await project(), error);
  }
}
