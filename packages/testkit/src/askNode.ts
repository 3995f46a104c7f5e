import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a program said, and how it ended. */
export interface Said {
  /** What it wrote to file descriptor 3. */
  readonly answer: string;
  /** What it wrote to its standard error, and the code, signal or error that it ended with. */
  readonly end: string;
}

/**
 * Runs a program in a Node of its own, in the folder `cwd`; it is given `input` as its standard input. Both ways are files: of a pipe,
 * reading and writing may fail with EAGAIN on a machine that is busy.
 */
export function askNode(program: string, input: string, cwd: string): Said {
  const folder = mkdtempSync(join(tmpdir(), "limbeck-ask-"));
  const [given, told] = [join(folder, "input"), join(folder, "answer")];
  writeFileSync(given, input);
  const files = [openSync(given, "r"), openSync(told, "w")] as const;
  const { status, signal, error, stderr } = spawnSync(process.execPath, ["-e", program], {
    cwd,
    stdio: [files[0], "ignore", "pipe", files[1]],
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  for (const file of files) closeSync(file);
  const answer = readFileSync(told, "utf8");
  rmSync(folder, { recursive: true });
  return { answer, end: [status, signal, error, stderr].map(String).join(" ") };
}
