import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A line of the compiler's: `packages/differ/src/order/rank.ts: Property 'createX' is missing …`. */
export interface CompilerError {
  /** Relative to the folder, with forward slashes. */
  readonly file: string;
  readonly message: string;
}

/** What the compiler says of the TypeScript of a folder, by its tsconfig.json. */
export function typeErrors(folder: string): readonly CompilerError[] {
  const manifest = createRequire(import.meta.url).resolve("typescript-7/package.json");
  const { stdout } = spawnSync(
    process.execPath,
    [join(dirname(manifest), "bin/tsc"), "-p", "tsconfig.json", "--pretty", "false"],
    { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  return [...stdout.matchAll(/^(.+)\(\d+,\d+\): error \w+: (.*)$/gm)].map(([, file = "", message = ""]) => ({
    file: file.replaceAll("\\", "/"),
    message,
  }));
}
