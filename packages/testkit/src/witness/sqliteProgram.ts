import { execFile } from "node:child_process";
import { devNull } from "node:os";
import { promisify } from "node:util";
import { type AskSqlite } from "./sqliteWitness.ts";

const run = promisify(execFile);

/** Whether it is there is asked once: to start a program from a process as large as that of a test takes long. */
let found: Promise<boolean> | undefined;

/** Asks the program `sqlite3` on the path, which shares nothing with any driver; undefined where there is none. */
export async function sqliteProgram(file: string): Promise<AskSqlite | undefined> {
  found ??= run("sqlite3", ["--version"]).then(
    () => true,
    () => false,
  );
  if (!(await found)) return undefined;
  return async (sql) => {
    // Its own start-up file could change what it prints.
    const { stdout } = await run("sqlite3", ["-batch", "-init", devNull, "-json", file, sql], {
      maxBuffer: 2 ** 28,
    });
    return stdout.trim() === "" ? [] : (JSON.parse(stdout) as Record<string, unknown>[]);
  };
}
