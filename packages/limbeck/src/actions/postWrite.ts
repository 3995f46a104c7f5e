import { relative } from "node:path";

import { reasonOf } from "@limbeck/model";

import { postWriteFailed } from "../configErrors.ts";
import { type Project } from "../project/project.ts";
import { type Report } from "./event.ts";

/**
 * Runs the configured commands for a new file, in the folder of the project, programs of its `node_modules/.bin` first. No shell
 * is asked, so that no name of a file can be taken for a command. Errors: `post-write-failed`; the file stays.
 */
export async function postWrite(project: Project, file: string, report?: Report): Promise<void> {
  const { root, config } = project;
  for (const command of config.postWrite ?? []) {
    await runOne(root, command, file);
    report?.({ kind: "stage", stage: "ran", text: command.replaceAll("{file}", relative(root, file)) });
  }
}

async function runOne(root: string, command: string, file: string): Promise<void> {
  const [{ x }, { tokenizeArgs }] = await Promise.all([import("tinyexec"), import("args-tokenizer")]);
  const [program = "", ...args] = tokenizeArgs(command).map((word) => word.replaceAll("{file}", file));
  try {
    const { exitCode, stdout, stderr } = await x(program, args, { nodeOptions: { cwd: root } });
    const output = `${stdout}${stderr}`.trim();
    if (exitCode !== 0)
      throw postWriteFailed(command, file, `it ended with ${exitCode ?? "a signal"}`, output);
  } catch (error) {
    throw error instanceof Error && "code" in error && error.code === "post-write-failed"
      ? error
      : postWriteFailed(command, file, reasonOf(error), "");
  }
}
