import { type Project } from "../project/project.ts";
import { type Output } from "../output/output.ts";

/** What a command works with. */
export interface Scene {
  readonly output: Output;
  readonly cwd: string;
  /** Ends the command when the person interrupts it. */
  readonly signal: AbortSignal;
  /** Reads the configuration; a command that needs none does not call it. */
  readonly project: () => Promise<Project>;
}

/** A command answers with its exit code. */
export type Exit = 0 | 1;
